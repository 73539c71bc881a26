package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.JvmSinks.End;
import dev.epicenter.analyzer.read.RecordedEvents.Dump;
import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is gathered of one process, chunk by chunk in time order. */
final class ProcessTally {
    /** A chunk that begins so soon after its JVM did holds the JVM's first events. A judgement. */
    private static final long FIRST_CHUNK = 10 * Nanos.SECOND;

    /** Classes of which the origin is kept at most. A judgement, some ten times what is on the stacks of a large application. */
    private static final int MAX_CLASSES = 50_000;

    final int index;
    final ProfileClock clock;
    private final Set<String> origins = new HashSet<>();
    final ThreadTracker threads;
    final FailureFolder failures;
    final TaskTally tasks = new TaskTally();
    final MachineTally machine = new MachineTally();
    final SettingsTally settings = new SettingsTally();
    final JvmFacts jvm = new JvmFacts();
    final AgentTally agent;
    final ThrownCounter thrown = new ThrownCounter();
    final FirstAndLatest<Dump> dumps = new FirstAndLatest<>(RecordedEvents.MAX_DUMPS / 2, RecordedEvents.MAX_DUMPS / 2);
    final SortedMap<String, Long> eventCounts = new TreeMap<>();
    /** Where classes of stacks came from, by name. */
    final Map<String, ClassOrigin> classes = new HashMap<>();

    final SortedMap<String, String> flags = new TreeMap<>();
    final SortedMap<String, String> properties = new TreeMap<>();
    final SortedMap<String, String> host = new TreeMap<>();
    final List<Damage> damage = new ArrayList<>();
    long lostBytes;
    long truncatedStacks;
    long stacklessFailures;
    int deepestCut;
    int chunks;
    boolean brokenOff;
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;

    @Nullable
    private Shutdown shutdown;

    ProcessTally(int index, ProfileClock clock) {
        this.index = index;
        this.clock = clock;
        this.threads = new ThreadTracker(index);
        this.agent = new AgentTally(index);
        this.failures = new FailureFolder(index, FoldLimits.DEFAULT, clock);
    }

    /**
     * Takes the next chunk.
     *
     * @param origin of the file that it is in
     * @param finished whether its JVM had done with it
     */
    void add(ChunkDigest chunk, String origin, boolean finished) {
        chunks++;
        brokenOff = !finished;
        origins.add(origin);
        chunk.counts().forEach((type, count) -> eventCounts.merge(type, count, Long::sum));
        covers(chunk.start());
        covers(chunk.end());
        JvmSinks told = chunk.jvm;
        if (told.jvm() != null) {
            jvm.jvm(told.jvm());
        }
        jvm.properties(chunk.environment.properties());
        flags.putAll(chunk.environment.flags());
        properties.putAll(chunk.environment.properties());
        host.putAll(chunk.environment.host());
        settings.add(told.settings());
        told.dumps().forEach(dumps::add);
        lostBytes += told.lostBytes();
        told.thrown().forEach(sample -> covers(sample[0]));
        end(told);
        addThrows(chunk);
        agent.add(chunk, failures);
        chunk.origins().forEach(this::cameFrom);
        threads.add(chunk.lives());
        tasks.add(chunk.tasks.all());
        machine.add(chunk.machine, n -> ref(chunk.thread(n)), chunk.environment.maxMetaspaceBytes());
        chunk.throwing.pools().forEach(machine::add);
        machine.add(chunk.exhaustion, n -> ref(chunk.thread(n)));
    }

    private void cameFrom(String type, ClassOrigin origin) {
        if (classes.size() < MAX_CLASSES || classes.containsKey(type)) {
            classes.merge(type, origin, (one, other) -> one.equals(other) ? one : ClassOrigin.UNKNOWN);
        }
    }

    private void addThrows(ChunkDigest chunk) {
        ThrowBatch batch = chunk.throwing.batch();
        truncatedStacks += chunk.throwing.truncated();
        stacklessFailures += chunk.throwing.stackless();
        deepestCut = Math.max(deepestCut, chunk.deepestCut());
        covers(chunk.throwing.earliest());
        covers(chunk.throwing.latest());
        long jvmStart = jvm.jvmStart();
        boolean fromZero = jvmStart != Event.NEVER && chunk.start() - jvmStart < FIRST_CHUNK;
        thrown.add(chunk.jvm.thrown(), batch, chunk.throwing.errorTimes(), chunk.start(), fromZero);
        failures.fold(batch);
    }

    private void end(JvmSinks told) {
        End orderly = told.shutdown();
        End dumped = told.dumpReason();
        if (orderly != null) {
            shutdown = shutdown(orderly);
        } else if (dumped != null && shutdown == null) {
            shutdown = shutdown(dumped);
        }
    }

    private Shutdown shutdown(End end) {
        return new Shutdown(Nanos.instant(end.at()), end.reason(), ref(end.thread()), end.stack());
    }

    ThreadRef ref(ThreadInfo thread) {
        return new ThreadRef(index, thread.id(), thread.name(), thread.virtual());
    }

    /** Whether a chunk of it came from what the user gave so. */
    boolean isFrom(String input) {
        return origins.stream().anyMatch(o -> o.equals(input) || o.startsWith(input + "!"));
    }

    Optional<Shutdown> shutdown() {
        return Optional.ofNullable(shutdown);
    }

    private void covers(long at) {
        if (at != Event.NEVER) {
            earliest = Math.min(earliest, at);
            latest = Math.max(latest, at);
        }
    }
}
