package dev.epicenter.analyzer.jfr;

import org.jspecify.annotations.Nullable;

/**
 * An event while it is being read, gone when the next one comes. Fields are those that were asked for, by their position in the
 * subscription. A field that the recording does not have, or has as something else, reads as missing: that is never an error.
 */
public interface Event {
    /** "Not recorded", of a time. */
    long NEVER = Long.MIN_VALUE;

    /** When it began, in nanoseconds since the epoch; {@link #NEVER} when not recorded. */
    long start();

    /** How long it took in nanoseconds, 0 or more. */
    long duration();

    /** Number of its thread for {@link Dictionary#thread}, -1 when none is recorded. */
    int thread();

    /** Number of its stack for {@link Dictionary#frames}, -1 when none is recorded. */
    int stack();

    /** An integer; a size in bytes. */
    long number(int field, long missing);

    /** A number with a fraction. */
    double real(int field, double missing);

    /** Whether a field is recorded and true. */
    boolean isTrue(int field);

    /** A point in time in nanoseconds since the epoch, {@link #NEVER} when missing. */
    long time(int field);

    /** A length of time in nanoseconds, 0 when missing. */
    long nanos(int field);

    /** A text, or the text that a constant has; null when missing. */
    @Nullable
    String text(int field);

    /** Hash of a text as {@link Hash#of} has it, 0 when missing. */
    long textHash(int field);

    /** Where a text is, for {@link Dictionary#textAt}; -1 when missing. */
    long textPlace(int field);

    /** Number of a class for {@link Dictionary#className}, -1 when missing. */
    int type(int field);

    /** Number of a thread for {@link Dictionary#thread}, -1 when missing. */
    int thread(int field);

    /** Number of a stack for {@link Dictionary#frames}, -1 when missing. */
    int stack(int field);

    /** Name of the event type whose number a field holds, as settings do; null when missing. */
    @Nullable
    String eventType(int field);

    /** Number of a class that a constant refers to by one of its members; -1 when missing. */
    int type(int field, String member);
}
