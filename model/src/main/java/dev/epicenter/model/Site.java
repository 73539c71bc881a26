package dev.epicenter.model;

/**
 * The frame that stands for a failure.
 *
 * @param frame the frame
 * @param inApp whether it belongs to the application: derived from the main class, its jar and the user's options
 */
public record Site(Frame frame, boolean inApp) {
    /** The site of a failure recorded without a stack. */
    public static final Site UNKNOWN = new Site(new Frame("", "", "", 0, ""), false);

    /** Whether there is a frame at all. */
    public boolean known() {
        return !frame.type().isEmpty();
    }
}
