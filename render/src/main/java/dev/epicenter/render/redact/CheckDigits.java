package dev.epicenter.render.redact;

/** Numbers that check themselves: payment cards (ISO/IEC 7812) and bank accounts (ISO 13616). */
final class CheckDigits {
    /** From Norway's 15 to the longest that the standard allows. */
    private static final int IBAN_SHORTEST = 15;

    private static final int IBAN_LONGEST = 34;

    private CheckDigits() {}

    /**
     * Whether the digits of {@code text} are a payment card's: a known issuer's prefix, its length, and Luhn's check digit;
     * blanks and hyphens between them do not count.
     */
    static boolean isCard(String text) {
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

    /** Whether {@code text}, but for its blanks, is a bank account's number: modulo 97 leaves 1, as ISO 7064 has it. */
    static boolean isIban(String text) {
        String plain = text.replace(" ", "");
        if (plain.length() < IBAN_SHORTEST || plain.length() > IBAN_LONGEST) {
            return false;
        }
        int rest = 0;
        String turned = plain.substring(4) + plain.substring(0, 4);
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
