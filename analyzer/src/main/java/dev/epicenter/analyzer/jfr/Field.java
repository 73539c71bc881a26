package dev.epicenter.analyzer.jfr;

/**
 * A field of a type, as a chunk describes it.
 *
 * @param typeId   number of its type
 * @param constant whether an event holds a number that refers to a constant of the type, and not the value itself
 * @param array    whether there are several
 * @param unsigned whether an integer has no sign
 * @param unit     of a time or a length of time
 */
record Field(String name, long typeId, boolean constant, boolean array, boolean unsigned, Unit unit) {
    /** What an integer counts, as far as that changes how it is read. */
    enum Unit {
        NONE,
        TIME_TICKS,
        TIME_NANOS,
        TIME_MILLIS,
        TIME_SECONDS,
        SPAN_TICKS,
        SPAN_NANOS,
        SPAN_MICROS,
        SPAN_MILLIS,
        SPAN_SECONDS
    }
}
