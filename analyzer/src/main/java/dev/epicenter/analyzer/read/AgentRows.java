package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.LongTable;
import java.util.Arrays;

/** What the agent knows of throws of a {@link ThrowBatch}, in columns. */
final class AgentRows {
    /** More in one chunk are damage. */
    private static final int MOST = 1 << 20;

    long[] number = new long[256];
    long[] cause = new long[256];
    /** What a catch block of the thread had received last, and which block. */
    long[] handled = new long[256];

    long[] handledSite = new long[256];
    long[] task = new long[256];
    /** Whether it was seen when it was built. */
    boolean[] constructed = new boolean[256];

    int size;

    /** Position by number. */
    private final LongTable byNumber = new LongTable();

    boolean isFull() {
        return size >= MOST;
    }

    int add(long of, long causedBy, long whileHandling, long atSite, long inTask, boolean whenBuilt) {
        if (size == number.length) {
            int grown = size * 2;
            number = Arrays.copyOf(number, grown);
            cause = Arrays.copyOf(cause, grown);
            handled = Arrays.copyOf(handled, grown);
            handledSite = Arrays.copyOf(handledSite, grown);
            task = Arrays.copyOf(task, grown);
            constructed = Arrays.copyOf(constructed, grown);
        }
        number[size] = of;
        cause[size] = causedBy;
        handled[size] = whileHandling;
        handledSite[size] = atSite;
        task[size] = inTask;
        constructed[size] = whenBuilt;
        byNumber.putIfAbsent(of, size);
        return size++;
    }

    /** Position of a number, -1 when it is not of this chunk. */
    int of(long failure) {
        return (int) byNumber.get(failure);
    }
}
