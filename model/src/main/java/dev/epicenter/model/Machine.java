package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the virtual machine and its host ran with and on, over time. All lists in time order and thinned to at most a few
 * hundred entries; empty when not recorded.
 *
 * @param threads   Java threads
 * @param cpu       processor load
 * @param memory    memory of the process against what it may have
 * @param metaspace metaspace after collections
 * @param creators  code that started threads, most threads still alive first
 * @param stalls    the longest times in which a thread stood still in code that is not the JDK's alone
 * @param recursions calls that were caught going round in circles, deeper than the recorder looks
 * @param connections those seen at work, over equal stretches of time
 * @param pools     what pools of connections said of themselves when they had none left
 */
public record Machine(
        List<ThreadCount> threads,
        List<CpuLoad> cpu,
        List<MemorySample> memory,
        List<MetaspaceSample> metaspace,
        List<ThreadCreator> creators,
        List<Stall> stalls,
        List<Recursion> recursions,
        List<Connections> connections,
        List<PoolFigures> pools) {
    /** Nothing recorded. */
    public static final Machine UNKNOWN = new Machine(List.of(), List.of(), List.of(), List.of(), List.of());

    public Machine {
        threads = List.copyOf(threads);
        cpu = List.copyOf(cpu);
        memory = List.copyOf(memory);
        metaspace = List.copyOf(metaspace);
        creators = List.copyOf(creators);
        stalls = List.copyOf(stalls);
        recursions = List.copyOf(recursions);
        connections = List.copyOf(connections);
        pools = List.copyOf(pools);
    }

    /** Without stalls, recursions and connections of any kind. */
    public Machine(
            List<ThreadCount> threads,
            List<CpuLoad> cpu,
            List<MemorySample> memory,
            List<MetaspaceSample> metaspace,
            List<ThreadCreator> creators) {
        this(threads, cpu, memory, metaspace, creators, List.of(), List.of(), List.of(), List.of());
    }

    /** From jdk.JavaThreadStatistics. */
    public record ThreadCount(Instant at, long active, long peak) {}

    /**
     * From jdk.CPULoad, each in 0..1 of all processors.
     *
     * @param user    the JVM's own code
     * @param system  the JVM in the kernel
     * @param machine all processes
     */
    public record CpuLoad(Instant at, double user, double system, double machine) {}

    /**
     * From jdk.ResidentSetSize, jdk.PhysicalMemory and jdk.ContainerMemoryUsage; 0 where not recorded.
     *
     * @param residentBytes of the process
     * @param usedBytes     of the machine or the container
     * @param limitBytes    of the machine or the container
     */
    public record MemorySample(Instant at, long residentBytes, long usedBytes, long limitBytes) {}

    /** From jdk.MetaspaceSummary, after a collection. */
    public record MetaspaceSample(Instant at, long usedBytes, long committedBytes) {}

    /**
     * Code that started threads.
     *
     * @param site    first in-app frame of the start, else the first frame that is not the JDK's
     * @param pattern common name of the threads, with {@code #} for numbers
     * @param started how many while recording
     * @param ended   how many of them ended while recording
     */
    public record ThreadCreator(Frame site, String pattern, long started, long ended) {}

    /**
     * A thread stood still.
     *
     * @param event  event type, such as {@code jdk.ThreadPark}, {@code jdk.SocketRead} or {@code jdk.VirtualThreadPinned}
     * @param length at least 100 ms; of a pinned virtual thread, whatever the recording's threshold was
     * @param reason why a virtual thread was pinned, where recorded; else empty
     * @param stack  where
     */
    public record Stall(String event, ThreadRef thread, Instant at, Duration length, String reason, StackTrace stack) {
        /** When it was over. */
        public Instant end() {
            return at.plus(length);
        }
    }

    /**
     * Connections that were seen at work, from jdk.SocketRead and jdk.SocketWrite: pairs of a thread and a peer. Those that nobody
     * waits for are not seen, nor those of channels that do not block.
     *
     * @param at     middle of the stretch
     * @param atWork in a second, on the mean
     */
    public record Connections(Instant at, double atWork) {}

    /**
     * From the message of a failure.
     *
     * @param pool    what it is called
     * @param held    connections given out
     * @param waiting who waited for one
     * @param size    connections that there can be, 0 when not said
     */
    public record PoolFigures(Instant at, String pool, long held, long waiting, long size) {}

    /**
     * Methods that call each other in a circle.
     *
     * @param cycle   methods of one round, the called one first
     * @param samples how many of the recorded stacks consist of it down to the recorder's depth
     */
    public record Recursion(List<Frame> cycle, long samples, Instant first, Instant last) {
        public Recursion {
            cycle = List.copyOf(cycle);
        }
    }
}
