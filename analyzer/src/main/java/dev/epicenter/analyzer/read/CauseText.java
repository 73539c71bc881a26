package dev.epicenter.analyzer.read;

/**
 * Finds the Throwable that a message quotes: wrappers put {@code cause.toString()} into their message, whole or as its tail.
 */
final class CauseText {
    /** Places in a message tried at most. */
    private static final int MAX_TRIES = 32;

    private CauseText() {}

    /** Told of each place that could be {@code Type} or {@code Type: message}. */
    @FunctionalInterface
    interface Candidate {
        /**
         * @param type class name as quoted
         * @param rest the quoted Throwable's message; null when there is none
         * @return whether it is one, which ends the search
         */
        boolean test(String type, @org.jspecify.annotations.Nullable String rest);
    }

    static void search(String message, Candidate candidate) {
        int tries = 0;
        int at = 0;
        while (at < message.length() && tries < MAX_TRIES) {
            if (startsName(message, at)) {
                int end = nameEnd(message, at);
                if (message.indexOf('.', at) < end && message.indexOf('.', at) >= 0) {
                    tries++;
                    String type = message.substring(at, end);
                    boolean whole = end == message.length();
                    if (whole && candidate.test(type, null)) {
                        return;
                    }
                    if (message.startsWith(": ", end) && candidate.test(type, message.substring(end + 2))) {
                        return;
                    }
                }
                at = end;
            } else {
                at++;
            }
        }
    }

    private static boolean startsName(String message, int at) {
        return Character.isJavaIdentifierStart(message.charAt(at))
                && (at == 0 || !Character.isJavaIdentifierPart(message.charAt(at - 1)));
    }

    private static int nameEnd(String message, int at) {
        int end = at;
        while (end < message.length()
                && (Character.isJavaIdentifierPart(message.charAt(end)) || message.charAt(end) == '.')) {
            end++;
        }
        while (end > at + 1 && message.charAt(end - 1) == '.') {
            end--;
        }
        return end;
    }
}
