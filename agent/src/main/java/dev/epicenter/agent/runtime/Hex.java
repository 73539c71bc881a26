package dev.epicenter.agent.runtime;

/** Numbers as hexadecimal digits, as trace headers have them. */
final class Hex {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    /** 16 lower-case digits. */
    static String digits(long value) {
        char[] digits = new char[16];
        write(value, digits, 0);
        return new String(digits);
    }

    /** 32 lower-case digits. */
    static String digits(long high, long low) {
        char[] digits = new char[32];
        write(high, digits, 0);
        write(low, digits, 16);
        return new String(digits);
    }

    private static void write(long value, char[] digits, int from) {
        for (int i = 15; i >= 0; i--) {
            digits[from + i] = DIGITS[(int) value & 15];
            value >>>= 4;
        }
    }

    /** Whether it consists of that many lower-case digits, not all of them 0, as the W3C wants it. */
    static boolean isId(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        boolean zero = true;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            zero &= c == '0';
        }
        return !zero;
    }
}
