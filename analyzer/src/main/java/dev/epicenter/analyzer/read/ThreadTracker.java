package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.ChunkThreads.ChunkThread;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCStackTrace;

/** Follows the program's threads over the chunks: start, end, signs of life, waits. */
final class ThreadTracker {
    /** Lives kept at most. A judgement: one takes about 1 KB without its waits. */
    static final int MAX_LIVES = 20_000;

    private static final int HALF = ThreadLife.MAX_WAITS / 2;

    private final Map<Long, Life> lives = new HashMap<>();
    private final int limit;
    private long dropped;

    ThreadTracker() {
        this(MAX_LIVES);
    }

    ThreadTracker(int limit) {
        this.limit = limit;
    }

    /** A life while it is being read. */
    static final class Life {
        ThreadRef thread;
        long started = Long.MIN_VALUE;
        long ended = Long.MIN_VALUE;
        long firstSeen = Long.MAX_VALUE;
        long lastSeen = Long.MIN_VALUE;
        Optional<ThreadRef> parent = Optional.empty();
        StackTrace startedBy = StackTrace.EMPTY;
        boolean failed;

        @Nullable
        FirstAndLatest<Wait> waits;

        Life(ThreadRef thread) {
            this.thread = thread;
        }
    }

    /** A wait whose stack is JMC's until the end of the chunk, since most are not kept. */
    private static final class Wait {
        final String event;
        final long start;
        final long nanos;
        final String on;

        @Nullable
        IMCStackTrace recorded;

        StackTrace stack = StackTrace.EMPTY;

        Wait(String event, long start, long nanos, String on, @Nullable IMCStackTrace recorded) {
            this.event = event;
            this.start = start;
            this.nanos = nanos;
            this.on = on;
            this.recorded = recorded;
        }
    }

    /** An event of the thread. */
    void seen(ChunkThread thread, long at) {
        Life life = life(thread);
        if (life != null) {
            life.firstSeen = Math.min(life.firstSeen, at);
            life.lastSeen = Math.max(life.lastSeen, at);
        }
    }

    void failed(ChunkThread thread, long at) {
        seen(thread, at);
        if (thread.life != null) {
            thread.life.failed = true;
        }
    }

    void started(ChunkThread thread, long at, ChunkThread parent, StackTrace startedBy) {
        seen(thread, at);
        Life life = thread.life;
        if (life != null) {
            life.started = at;
            if (parent.isJava()) {
                life.parent = Optional.of(parent.ref);
            }
            life.startedBy = startedBy;
        }
    }

    void ended(ChunkThread thread, long at) {
        seen(thread, at);
        if (thread.life != null) {
            thread.life.ended = at;
        }
    }

    void waited(ChunkThread thread, String event, long start, long nanos, String on, @Nullable IMCStackTrace stack) {
        seen(thread, start);
        seen(thread, start + nanos);
        Life life = thread.life;
        if (life != null) {
            if (life.waits == null) {
                life.waits = new FirstAndLatest<>(HALF, HALF);
            }
            life.waits.add(new Wait(event, start, nanos, on, stack));
        }
    }

    private @Nullable Life life(ChunkThread thread) {
        if (thread.life == null && thread.isJava()) {
            thread.life = lives.computeIfAbsent(thread.ref.id(), id -> new Life(thread.ref));
            if (!thread.ref.name().isEmpty()) {
                thread.life.thread = thread.ref;
            }
        }
        return thread.life;
    }

    /** Takes over the stacks of the waits kept, and drops old lives when there are too many. */
    void endChunk(StackPool stacks) {
        for (Life life : lives.values()) {
            if (life.waits != null) {
                for (Wait wait : life.waits.all()) {
                    if (wait.recorded != null) {
                        wait.stack = stacks.plain(wait.recorded);
                        wait.recorded = null;
                    }
                }
            }
        }
        if (lives.size() > limit) {
            drop();
        }
    }

    /** The oldest ended ones without failures go first, then the oldest without failures, then the oldest. */
    private void drop() {
        List<Map.Entry<Long, Life>> oldest = new ArrayList<>(lives.entrySet());
        oldest.sort(Comparator.<Map.Entry<Long, Life>>comparingInt(e -> rank(e.getValue()))
                .thenComparingLong(e -> e.getValue().lastSeen));
        int surplus = lives.size() - limit * 9 / 10;
        for (int i = 0; i < surplus; i++) {
            lives.remove(oldest.get(i).getKey());
        }
        dropped += surplus;
    }

    private static int rank(Life life) {
        if (life.failed) {
            return 2;
        }
        return life.ended == Long.MIN_VALUE ? 1 : 0;
    }

    /** How many lives were dropped since there were too many. */
    long dropped() {
        return dropped;
    }

    /** In order of their first event. */
    List<ThreadLife> lives() {
        return lives.values().stream()
                .filter(life -> life.firstSeen <= life.lastSeen)
                .sorted(Comparator.<Life>comparingLong(life -> life.firstSeen)
                        .thenComparingLong(life -> life.thread.id()))
                .map(ThreadTracker::life)
                .toList();
    }

    private static ThreadLife life(Life life) {
        List<ThreadLife.Wait> waits = life.waits == null
                ? List.of()
                : life.waits.all().stream()
                        .sorted(Comparator.comparingLong(w -> w.start))
                        .map(w -> new ThreadLife.Wait(
                                w.event, Nanos.instant(w.start), Duration.ofNanos(w.nanos), w.on, w.stack))
                        .toList();
        return new ThreadLife(
                life.thread,
                Nanos.optional(life.started),
                life.parent,
                life.startedBy,
                Nanos.optional(life.ended),
                Nanos.instant(life.firstSeen),
                Nanos.instant(life.lastSeen),
                waits);
    }
}
