package dev.epicenter.cli;

/** The output cannot be written. The message is one line, names the file and says what to do. */
final class UnwritableOutputException extends Exception {
    private static final long serialVersionUID = 1L;

    UnwritableOutputException(String message) {
        super(message);
    }

    UnwritableOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
