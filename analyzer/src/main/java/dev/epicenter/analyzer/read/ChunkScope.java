package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.ChunkStack.Site;
import dev.epicenter.analyzer.read.ChunkThreads.ChunkThread;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCType;

/** What is only known while one chunk is read: its objects by identity, and throws whose fate its end decides. */
final class ChunkScope {
    /** How far an event's time may be outside the chunk's before it is taken for damage: one hour. A judgement. */
    private static final long SLACK = 3_600_000_000_000L;
    /** Throws that wait for the end of the chunk at most. */
    private static final int MAX_WAITING = 1 << 18;

    final Tallies all;
    final ChunkThreads threads = new ChunkThreads();
    final Map<String, long[]> counts = new HashMap<>();
    private final ChunkRef chunk;
    private final Map<IMCStackTrace, ChunkStack> stacks = new IdentityHashMap<>();
    private final ChunkStack noStack = new ChunkStack(null);
    private final Set<String> errorTypes = new HashSet<>();
    private final List<Waiting> stackless = new ArrayList<>();
    private final List<Waiting> constructedErrors = new ArrayList<>();

    /** Throw events as JMC gave them, until there are enough for a round: small code in JMC's loop, and ours in one of its own. */
    private static final int ROUND = 1024;

    private final long[] thrownAt = new long[ROUND];
    private final @Nullable IMCThread[] thrownBy = new IMCThread[ROUND];
    private final @Nullable IMCType[] thrownType = new IMCType[ROUND];
    private final @Nullable String[] thrownText = new String[ROUND];
    private final @Nullable IMCStackTrace[] thrownStack = new IMCStackTrace[ROUND];
    private int thrown;
    private long[] thrownCount = new long[1];

    private record Waiting(
            long at, ChunkThread thread, String type, @Nullable String message, @Nullable IMCStackTrace stack) {}

    ChunkScope(Tallies all, ChunkRef chunk) {
        this.all = all;
        this.chunk = chunk;
    }

    ChunkThread thread(@Nullable IMCThread thread) {
        return threads.of(thread);
    }

    /** Whether an event of this time can be of this chunk; bits flip in times, too. */
    boolean isPlausible(long at) {
        if (at == Long.MIN_VALUE) {
            return false;
        }
        if (!chunk.hasTime()) {
            return true;
        }
        return at >= chunk.start() - SLACK && (chunk.nanos() == 0 || at <= chunk.end() + SLACK);
    }

    /**
     * An event of jdk.JavaExceptionThrow as recorded.
     *
     * @param count counts those that are not of Errors
     */
    void thrown(
            long at,
            @Nullable IMCThread by,
            @Nullable IMCType type,
            @Nullable String message,
            @Nullable IMCStackTrace stack,
            long[] count) {
        if (thrown == ROUND || count != thrownCount) {
            takeThrown();
            thrownCount = count;
        }
        thrownAt[thrown] = at;
        thrownBy[thrown] = by;
        thrownType[thrown] = type;
        thrownText[thrown] = message;
        thrownStack[thrown] = stack;
        thrown++;
    }

    /**
     * Takes the throws of the round.
     *
     * @throws RuntimeException from a damaged constant; the rest of the round is lost
     */
    void takeThrown() {
        int size = thrown;
        thrown = 0;
        for (int i = 0; i < size; i++) {
            IMCStackTrace recorded = thrownStack[i];
            ChunkStack stack = recorded == null ? null : stack(recorded);
            String type = StackPool.name(thrownType[i]);
            if (stack == null || !stack.isOfError()) {
                thrownCount[0]++;
                exception(thrownAt[i], thrownBy[i], type, thrownText[i], stack);
            } else if (stack.constructsError()) {
                constructedError(thrownAt[i], thrownBy[i], type, thrownText[i], stack);
            }
        }
    }

    /** An event of jdk.JavaErrorThrow. */
    void error(long at, @Nullable IMCThread by, String type, @Nullable String message, @Nullable IMCStackTrace stack) {
        takeThrown();
        errorTypes.add(type);
        add(at, threads.of(by), type, message, stack, true);
    }

    /** An event of jdk.JavaExceptionThrow that is not an Error's, as far as its stack tells. */
    void exception(
            long at, @Nullable IMCThread by, String type, @Nullable String message, @Nullable IMCStackTrace stack) {
        if (stack == null && stackless.size() < MAX_WAITING) {
            stackless.add(new Waiting(at, threads.of(by), type, message, null));
        } else {
            add(at, threads.of(by), type, message, stack, false);
        }
    }

    /** An event of jdk.JavaExceptionThrow for an Error; there is one of jdk.JavaErrorThrow, too, unless it is off. */
    private void constructedError(
            long at, @Nullable IMCThread by, String type, @Nullable String message, IMCStackTrace stack) {
        if (errorTypes.isEmpty() && constructedErrors.size() < MAX_WAITING) {
            constructedErrors.add(new Waiting(at, threads.of(by), type, message, stack));
        }
    }

    private void add(
            long at,
            ChunkThread by,
            String type,
            @Nullable String message,
            @Nullable IMCStackTrace stack,
            boolean error) {
        if (!isPlausible(at) || type.isEmpty()) {
            all.misdated++;
            return;
        }
        ChunkStack known = stack == null ? noStack : stack(stack);
        Site site = site(known, type, by.kind, stack);
        if (site.truncated) {
            all.truncatedStacks++;
        }
        if (stack == null) {
            all.stacklessFailures++;
        }
        FailureFolder folder = all.failures;
        folder.makeRoom();
        folder.add(at, by.number(folder), site.series, site.number(message, folder));
        all.thrown.recorded(at, error);
        all.threads.failed(by, at);
        TaskTally.Task task = known.task(all.tasks);
        if (task != null) {
            task.seen(at);
        }
        all.covers(at);
    }

    /** A sign of life of the task that the stack is of. */
    void passes(@Nullable IMCStackTrace stack, long at) {
        takeThrown();
        TaskTally.Task task = stack == null ? null : stack(stack).task(all.tasks);
        if (task != null) {
            task.seen(at);
        }
    }

    /** Ours for JMC's, which is ours already unless the recording is of an old format. */
    ChunkStack stack(IMCStackTrace of) {
        return of instanceof ChunkStack ours ? ours : stacks.computeIfAbsent(of, ChunkStack::new);
    }

    private Site site(ChunkStack at, String type, String kind, @Nullable IMCStackTrace stack) {
        for (Site site = at.sites; site != null; site = site.next) {
            if (site.type.equals(type) && site.kind.equals(kind)) {
                return site;
            }
        }
        StackTrace converted = all.stacks.failure(stack, type);
        Site site = new Site(type, kind, all.failures.table().of(type, converted, kind), at.sites);
        at.sites = site;
        return site;
    }

    /** Decides what waited, and lets all tallies close the chunk. */
    void end(long chunkStart) {
        for (Waiting w : stackless) {
            if (!errorTypes.contains(w.type)) {
                add(w.at, w.thread, w.type, w.message, null, false);
            }
        }
        if (errorTypes.isEmpty()) {
            for (Waiting w : constructedErrors) {
                add(w.at, w.thread, w.type, w.message, w.stack, true);
            }
        }
        counts.forEach((type, count) -> {
            if (count[0] > 0) {
                all.eventCounts.merge(type, count[0], Long::sum);
            }
        });
        all.failures.fold();
        all.threads.endChunk(all.stacks);
        all.machine.endChunk();
        long jvmStart = all.jvm.jvmStart();
        all.thrown.endChunk(chunkStart, jvmStart != Long.MIN_VALUE && chunkStart - jvmStart < 10_000_000_000L);
        all.tasks.endChunk();
        all.stacks.endChunk();
    }

    /** Events delivered so far. */
    long delivered() {
        return counts.values().stream().mapToLong(c -> c[0]).sum();
    }
}
