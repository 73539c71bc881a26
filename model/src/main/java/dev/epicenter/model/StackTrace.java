package dev.epicenter.model;

import java.util.List;
import java.util.Optional;

/**
 * A recorded stack, innermost frame first. The frames of the Throwable's own constructors are kept apart, since they tell
 * how it was built and not where.
 *
 * @param construction {@code <init>} frames of the Throwable and its superclasses, innermost ({@code Throwable.<init>}) first
 * @param frames       the rest; the first one built the Throwable
 * @param truncated    whether the recorder cut outer frames (its stack depth setting)
 */
public record StackTrace(List<Frame> construction, List<Frame> frames, boolean truncated) {
    /** A failure recorded without a stack. */
    public static final StackTrace EMPTY = new StackTrace(List.of(), List.of(), false);

    public StackTrace {
        construction = List.copyOf(construction);
        frames = List.copyOf(frames);
    }

    // Written out for the same reason as Frame's.

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof StackTrace s
                        && truncated == s.truncated
                        && frames.equals(s.frames)
                        && construction.equals(s.construction);
    }

    @Override
    public int hashCode() {
        return frames.hashCode() * 31 + construction.hashCode();
    }

    /** The frame that built the Throwable; empty when no stack was recorded. */
    public Optional<Frame> top() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(0));
    }

    /** Whether a frame of {@code method} in {@code type} is on this stack. */
    public boolean passes(String type, String method) {
        return frames.stream()
                .anyMatch(f -> f.method().equals(method) && f.type().equals(type));
    }

    /** Whether the code that built the Throwable handed its constructor another one; false when not recorded. */
    public boolean builtFromCause() {
        return !construction.isEmpty()
                && construction.get(construction.size() - 1).takesThrowable();
    }
}
