package dev.epicenter.agent.runtime;

/**
 * Whether something is being recorded.
 *
 * <p>Not a field: while nothing is recorded, a compiled hook must cost nothing, and a field has to be read. The agent's core
 * replaces the body of {@link #open} when the first recording starts and when the last one stops; compiled code that had it
 * inlined is thrown away by the JVM then.
 */
public final class Gate {
    private Gate() {}

    /** True while something is recorded. */
    public static boolean open() {
        return false;
    }
}
