package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one chunk holds, each kind of fact by those who gather it. Rests on nothing but the chunk, so that a chunk can be digested
 * while those before it are still being put together.
 */
final class ChunkDigest {
    final ThrowSinks throwing;
    final TaskSigns tasks;
    final MachineSinks machine;
    final EnvironmentSinks environment;
    final JvmSinks jvm;
    final ExhaustionSinks exhaustion;
    final AgentSinks agent;
    final AgentTaskSinks agentTasks;
    private final ChunkThreads threads;
    private final ChunkScope scope;
    private SortedMap<String, Long> counts = new TreeMap<>();
    private List<ChunkThreads.Life> lives = List.of();
    private int deepestCut;
    private Map<String, ClassOrigin> origins = Map.of();

    /**
     * @param batch empty, for the throws
     */
    ChunkDigest(ChunkScope scope, ThrowBatch batch) {
        this.scope = scope;
        this.threads = new ChunkThreads(scope);
        this.tasks = new TaskSigns(scope);
        this.throwing = new ThrowSinks(scope, threads, tasks, batch);
        this.machine = new MachineSinks(scope);
        this.environment = new EnvironmentSinks(machine);
        this.jvm = new JvmSinks(scope);
        this.exhaustion = new ExhaustionSinks(scope);
        this.agent = new AgentSinks(scope, throwing);
        this.agentTasks = new AgentTaskSinks(scope, agent);
    }

    /** Who is to get which events. A new kind of fact has its sinks here and its place in {@link ProcessTally}. */
    Subscriptions subscriptions() {
        Subscriptions all = new Subscriptions();
        throwing.subscribe(all);
        new ThreadSinks(scope, threads, tasks, machine).subscribe(all);
        machine.subscribe(all);
        environment.subscribe(all);
        jvm.subscribe(all);
        exhaustion.subscribe(all);
        agent.subscribe(all);
        agentTasks.subscribe(all);
        return all;
    }

    /**
     * All events have come.
     *
     * @param eventCounts how many of each type
     */
    void end(SortedMap<String, Long> eventCounts) {
        throwing.end();
        throwing.batch().told = agent.told;
        throwing.batch().replaced = agent.replaced;
        lives = threads.all();
        deepestCut = scope.stacks.takeDeepestCut();
        origins = scope.dictionary.origins();
        origins.values().removeIf(origin -> !origin.isTelling());
        counts = new TreeMap<>(eventCounts);
        counts.computeIfPresent(ThrowSinks.EXCEPTION_THROW, (type, count) -> count - throwing.repeated());
        counts.values().removeIf(count -> count == 0);
    }

    /** Events by type; of an Error's three events one counts. */
    SortedMap<String, Long> counts() {
        return counts;
    }

    /** What the program's threads did. */
    List<ChunkThreads.Life> lives() {
        return lives;
    }

    /** Where classes of recorded stacks came from, as far as that says something. */
    Map<String, ClassOrigin> origins() {
        return origins;
    }

    /** The thread of a number. */
    ThreadInfo thread(int number) {
        return scope.thread(number);
    }

    /** Frames of the stacks that the recorder cut, 0 when it cut none. */
    int deepestCut() {
        return deepestCut;
    }

    /** Start in nanoseconds since the epoch, {@link dev.epicenter.analyzer.jfr.Event#NEVER} when unknown. */
    long start() {
        return scope.start();
    }

    /** End in nanoseconds since the epoch, {@link dev.epicenter.analyzer.jfr.Event#NEVER} when unknown. */
    long end() {
        return scope.end();
    }
}
