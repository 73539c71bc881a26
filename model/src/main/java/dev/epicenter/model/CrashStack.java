package dev.epicenter.model;

import java.util.List;

/**
 * What the crashed thread was doing.
 *
 * @param doing     in words: the compilation, the VM operation, the call into native code; empty when not known
 * @param compiling the method that a compiler thread compiled, such as {@code com.acme.Orders::place}; empty in other threads
 * @param frames    all kinds of frames as far as the log could walk the stack, innermost first; where it could not, the Java ones
 * @param sizeBytes size of its stack, 0 when not told
 * @param freeBytes room left on its stack, -1 when not told
 */
public record CrashStack(String doing, String compiling, List<CrashFrame> frames, long sizeBytes, long freeBytes) {
    public CrashStack {
        frames = List.copyOf(frames);
    }

    /** As a stack of a failure. */
    public StackTrace trace() {
        return new StackTrace(List.of(), frames.stream().map(CrashFrame::frame).toList(), false);
    }
}
