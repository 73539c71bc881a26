package dev.epicenter.render.redact;

/** Payment card numbers (ISO/IEC 7812): a known issuer's prefix, its length, and the Luhn check digit. */
final class CardNumber {
    private CardNumber() {}

    /** Whether the digits of {@code text} are one; blanks and hyphens between them do not count. */
    static boolean isOne(String text) {
        String digits = text.replace(" ", "").replace("-", "");
        return issued(digits) && luhn(digits);
    }

    private static boolean issued(String digits) {
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.length()) {
            case 13, 19 -> digits.charAt(0) == '4' || digits.length() == 19 && two == 62;
            case 14 -> two == 36 || two == 38 || two == 30;
            case 15 -> two == 34 || two == 37;
            case 16 -> digits.charAt(0) == '4'
                    || two >= 51 && two <= 55
                    || four >= 2221 && four <= 2720
                    || four >= 3528 && four <= 3589
                    || two == 62
                    || four == 6011
                    || two == 65
                    || four >= 6440 && four <= 6499;
            default -> false;
        };
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
