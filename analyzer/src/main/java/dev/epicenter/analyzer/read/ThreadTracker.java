package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the threads of one process over its chunks. */
final class ThreadTracker {
    /** Lives kept at most. A judgement: one takes about 1 KB without its waits. */
    static final int MAX_LIVES = 20_000;

    private static final int HALF = ThreadLife.MAX_WAITS / 2;
    /** Places that started threads, told apart by stack and name, at most. */
    private static final int MAX_STARTS = 2_000;

    private final Map<Long, Life> lives = new HashMap<>();
    private final Map<Starter, Starts> starts = new LinkedHashMap<>();
    private final int process;
    private final int limit;
    private long dropped;

    /**
     * @param process index of the process
     */
    ThreadTracker(int process) {
        this(process, MAX_LIVES);
    }

    ThreadTracker(int process, int limit) {
        this.process = process;
        this.limit = limit;
    }

    private record Starter(StackTrace stack, String pattern) {}

    private static final class Starts {
        long started;
        long ended;
    }

    /** A life while it is being put together. */
    private static final class Life {
        ThreadInfo thread;
        long firstSeen = Long.MAX_VALUE;
        long lastSeen = Long.MIN_VALUE;
        long started = Long.MIN_VALUE;
        long ended = Long.MIN_VALUE;
        ThreadInfo parent = ThreadInfo.UNKNOWN;
        StackTrace startedBy = StackTrace.EMPTY;
        boolean failed;

        @Nullable
        Starts starts;

        @Nullable
        FirstAndLatest<ChunkThreads.Wait> waits;

        Life(ThreadInfo thread) {
            this.thread = thread;
        }
    }

    /** Takes what the threads did in the next chunk. */
    void add(List<ChunkThreads.Life> chunk) {
        for (ChunkThreads.Life seen : chunk) {
            if (seen.firstSeen <= seen.lastSeen) {
                add(seen);
            }
        }
        if (lives.size() > limit) {
            drop();
        }
    }

    private void add(ChunkThreads.Life seen) {
        Life life = lives.computeIfAbsent(seen.thread.id(), id -> new Life(seen.thread));
        if (!seen.thread.name().isEmpty()) {
            life.thread = seen.thread;
        }
        life.firstSeen = Math.min(life.firstSeen, seen.firstSeen);
        life.lastSeen = Math.max(life.lastSeen, seen.lastSeen);
        life.failed |= seen.failed;
        if (seen.started != Long.MIN_VALUE) {
            life.started = seen.started;
            life.parent = seen.parent.id() > 0 ? seen.parent : life.parent;
            life.startedBy = seen.startedBy;
            started(life);
        }
        if (seen.ended != Long.MIN_VALUE) {
            life.ended = seen.ended;
            if (life.starts != null) {
                life.starts.ended++;
            }
        }
        if (!seen.waits.isEmpty()) {
            if (life.waits == null) {
                life.waits = new FirstAndLatest<>(HALF, HALF);
            }
            seen.waits.forEach(life.waits::add);
        }
    }

    private void started(Life life) {
        Starter by = new Starter(life.startedBy, ChunkScope.kind(life.thread.name()));
        if (starts.size() < MAX_STARTS || starts.containsKey(by)) {
            life.starts = starts.computeIfAbsent(by, s -> new Starts());
            life.starts.started++;
        }
    }

    /** Who started threads, in the order in which they first did. */
    List<ThreadStarts> starts() {
        return starts.entrySet().stream()
                .map(e -> new ThreadStarts(
                        e.getKey().stack, e.getKey().pattern, e.getValue().started, e.getValue().ended))
                .toList();
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
                .sorted(Comparator.<Life>comparingLong(life -> life.firstSeen)
                        .thenComparingLong(life -> life.thread.id()))
                .map(this::life)
                .toList();
    }

    private ThreadLife life(Life life) {
        List<ThreadLife.Wait> waits = life.waits == null
                ? List.of()
                : life.waits.all().stream()
                        .sorted(Comparator.comparingLong(ChunkThreads.Wait::start))
                        .map(w -> new ThreadLife.Wait(
                                w.event(), Nanos.instant(w.start()), Duration.ofNanos(w.nanos()), w.on(), w.stack()))
                        .toList();
        return new ThreadLife(
                ref(life.thread),
                Nanos.optional(life.started),
                life.parent == ThreadInfo.UNKNOWN ? Optional.empty() : Optional.of(ref(life.parent)),
                life.startedBy,
                Nanos.optional(life.ended),
                Nanos.instant(life.firstSeen),
                Nanos.instant(life.lastSeen),
                waits);
    }

    private ThreadRef ref(ThreadInfo thread) {
        return new ThreadRef(process, thread.id(), thread.name(), thread.virtual());
    }
}
