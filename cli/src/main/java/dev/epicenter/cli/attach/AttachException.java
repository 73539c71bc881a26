package dev.epicenter.cli.attach;

/** A JVM cannot be attached to, or not as it was asked for. The message is one line and says what to do. */
public final class AttachException extends Exception {
    private static final long serialVersionUID = 1L;

    AttachException(String message) {
        super(message);
    }

    AttachException(String message, Throwable cause) {
        super(message, cause);
    }
}
