package dev.epicenter.analyzer.read;

/** The input holds nothing that could be read. The message is one line, names the file and says what to do. */
public final class UnreadableRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the line that the user sees. */
    public UnreadableRecordingException(String message) {
        super(message);
    }

    /** With the line that the user sees, and what was behind it. */
    public UnreadableRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
