package dev.epicenter.agent.runtime;

/** Makes trace ids. */
public final class TraceIds {
    private static volatile TraceIdSource source = new TimeOrderedIds();

    private TraceIds() {}

    /** Says how they are made. */
    public static void use(TraceIdSource chosen) {
        source = chosen;
    }

    static String next() {
        long[] id = new long[2];
        source.next(id);
        return Hex.digits(id[0], id[1]);
    }
}
