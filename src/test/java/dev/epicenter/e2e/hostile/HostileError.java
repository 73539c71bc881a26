package dev.epicenter.e2e.hostile;

/** Pattern of the exceptions: {@link Renamed} gives it other names. */
public class HostileError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message. */
    public HostileError(String message) {
        super(message);
    }
}
