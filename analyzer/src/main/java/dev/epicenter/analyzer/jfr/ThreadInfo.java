package dev.epicenter.analyzer.jfr;

/**
 * A thread as a recording names it.
 *
 * @param id      Java thread id, -1 when it has none or none is recorded
 * @param name    Java name, that of the operating system where it has none, empty when neither is recorded
 * @param virtual whether it is a virtual thread
 */
public record ThreadInfo(long id, String name, boolean virtual) {
    /** A thread of which nothing is recorded. */
    public static final ThreadInfo UNKNOWN = new ThreadInfo(-1, "", false);
}
