package dev.epicenter.agent.runtime;

/** Frames as text. */
final class Frames {
    private Frames() {}

    /** One a line, innermost first: {@code com.acme.Orders.place:42}, without a line where there is none. */
    static String text(StackTraceElement[] frames, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < frames.length && i < most; i++) {
            StackTraceElement frame = frames[i];
            if (i > 0) {
                text.append('\n');
            }
            text.append(frame.getClassName()).append('.').append(frame.getMethodName());
            if (frame.getLineNumber() > 0) {
                text.append(':').append(frame.getLineNumber());
            }
        }
        return text.toString();
    }
}
