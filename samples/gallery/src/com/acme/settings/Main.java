package com.acme.settings;

/** A tool that reads a deeply nested setting, cannot, and ends itself. */
public final class Main {
    private static final int LEVELS = 90;

    /** A setting that cannot be used. */
    static final class SettingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SettingException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            read("(".repeat(i) + i + ")".repeat(i));
            Thread.sleep(100);
        }
        try {
            apply("(".repeat(LEVELS) + "3O" + ")".repeat(LEVELS));
        } catch (SettingException e) {
            System.err.println("cannot start: " + e.getMessage());
            System.exit(3);
        }
    }

    private static void apply(String text) {
        try {
            System.setProperty("acme.limit", String.valueOf(read(text)));
        } catch (NumberFormatException e) {
            throw new SettingException("setting 'limit' is no number", e);
        }
    }

    /** A number in any number of brackets. */
    private static int read(String text) {
        if (text.startsWith("(")) {
            return read(text.substring(1, text.length() - 1));
        }
        return Integer.parseInt(text);
    }
}
