package dev.epicenter.analyzer.read;

import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import org.jspecify.annotations.Nullable;

/** One series while it is being counted. */
final class Series {
    final int index;
    final int typeIndex;
    /** Position in the result, set when all is read. */
    int id;

    final String type;
    final StackTrace stack;
    final String threadKind;
    /** Whether the constructor that built them takes a cause. */
    final boolean takesCause;

    final SeriesProfile profile = new SeriesProfile();
    final ThreadCounter threads = new ThreadCounter();
    final Kept[] latest;
    int latestSize;
    long count;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    int pinned;
    /** Null until it has had more than a few. */
    @Nullable
    MessageKinds kinds;
    /** Another series of the very same stack, for {@link SeriesTable}. */
    @Nullable
    Series sameStack;

    Series(int index, int typeIndex, String type, StackTrace stack, String threadKind, int latest) {
        this.index = index;
        this.typeIndex = typeIndex;
        this.type = type;
        this.stack = stack;
        this.threadKind = threadKind;
        this.takesCause = stack.builtFromCause();
        this.latest = new Kept[latest];
    }

    /** A throw that is kept, at least for now. */
    static final class Kept {
        final Series series;
        final long at;
        final ThreadRef thread;
        final @Nullable String message;
        /** What the agent knows of it. */
        final AgentIdentity identity;

        boolean pinned;

        Kept(Series series, long at, ThreadRef thread, @Nullable String message, AgentIdentity identity) {
            this.series = series;
            this.at = at;
            this.thread = thread;
            this.message = message;
            this.identity = identity;
        }
    }
}
