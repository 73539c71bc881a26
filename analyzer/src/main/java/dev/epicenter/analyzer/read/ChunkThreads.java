package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program's threads did in one chunk: start, end, signs of life, waits. */
final class ChunkThreads {
    private static final int HALF = ThreadLife.MAX_WAITS / 2;

    private final ChunkScope scope;
    private @Nullable Life[] lives = new Life[64];

    /** One thread in the chunk; times in nanoseconds since the epoch. */
    static final class Life {
        final ThreadInfo thread;
        long firstSeen = Long.MAX_VALUE;
        long lastSeen = Long.MIN_VALUE;
        long started = Long.MIN_VALUE;
        long ended = Long.MIN_VALUE;
        ThreadInfo parent = ThreadInfo.UNKNOWN;
        StackTrace startedBy = StackTrace.EMPTY;
        boolean failed;
        List<Wait> waits = List.of();
        private @Nullable Waits ring;

        Life(ThreadInfo thread) {
            this.thread = thread;
        }

        private void seen(long at) {
            firstSeen = Math.min(firstSeen, at);
            lastSeen = Math.max(lastSeen, at);
        }
    }

    /** A wait that was over; times in nanoseconds. */
    record Wait(String event, long start, long nanos, String on, StackTrace stack) {}

    ChunkThreads(ChunkScope scope) {
        this.scope = scope;
    }

    /** An event of the thread. */
    void seen(int thread, long at) {
        Life life = life(thread);
        if (life != null) {
            life.seen(at);
        }
    }

    void failed(int thread, long at) {
        Life life = life(thread);
        if (life != null) {
            life.seen(at);
            life.failed = true;
        }
    }

    void started(int thread, long at, int parent, int stack) {
        Life life = life(thread);
        if (life != null) {
            life.seen(at);
            life.started = at;
            life.parent = scope.thread(parent);
            life.startedBy = scope.plain(stack);
        }
    }

    void ended(int thread, long at) {
        Life life = life(thread);
        if (life != null) {
            life.seen(at);
            life.ended = at;
        }
    }

    /**
     * A wait that was over.
     *
     * @param on number of the class waited on
     */
    void waited(int thread, String event, long start, long nanos, int on, int stack) {
        Life life = life(thread);
        if (life != null) {
            life.seen(start);
            life.seen(start + nanos);
            if (life.ring == null) {
                life.ring = new Waits();
            }
            life.ring.add(event, start, nanos, on, stack);
        }
    }

    /** The life of a thread of the program, null of others. */
    private @Nullable Life life(int thread) {
        if (thread < 0) {
            return null;
        }
        if (thread >= lives.length) {
            lives = Arrays.copyOf(lives, Math.max(thread + 1, lives.length * 2));
        }
        Life life = lives[thread];
        if (life == null) {
            life = new Life(scope.thread(thread));
            lives[thread] = life;
        }
        return life.thread.id() > 0 ? life : null;
    }

    /** All that were seen. */
    List<Life> all() {
        List<Life> all = new ArrayList<>();
        for (Life life : lives) {
            if (life != null && life.thread.id() > 0) {
                if (life.ring != null) {
                    life.waits = life.ring.all(scope);
                    life.ring = null;
                }
                all.add(life);
            }
        }
        return all;
    }

    /** The first and the latest waits of a thread; the latest are a ring. */
    private static final class Waits {
        private String[] events = new String[8];
        private long[] starts = new long[8];
        private long[] nanos = new long[8];
        private int[] on = new int[8];
        private int[] stacks = new int[8];
        private int count;

        void add(String event, long start, long length, int type, int stack) {
            int row = row(count++);
            if (row == events.length) {
                events = Arrays.copyOf(events, row * 2);
                starts = Arrays.copyOf(starts, row * 2);
                nanos = Arrays.copyOf(nanos, row * 2);
                on = Arrays.copyOf(on, row * 2);
                stacks = Arrays.copyOf(stacks, row * 2);
            }
            events[row] = event;
            starts[row] = start;
            nanos[row] = length;
            on[row] = type;
            stacks[row] = stack;
        }

        private static int row(int nth) {
            return nth < HALF ? nth : HALF + (nth - HALF) % HALF;
        }

        List<Wait> all(ChunkScope scope) {
            List<Wait> all = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                if (n < HALF || n >= count - HALF) {
                    int i = row(n);
                    all.add(new Wait(events[i], starts[i], nanos[i], scope.className(on[i]), scope.plain(stacks[i])));
                }
            }
            return all;
        }
    }
}
