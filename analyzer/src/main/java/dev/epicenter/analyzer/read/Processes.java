package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.read.JvmSinks.Jvm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the processes apart that chunks come from: by process id and start of the JVM, and where a chunk lacks those by what it
 * came with.
 */
final class Processes {
    /** Processes told apart at most; the chunks of further ones count as the last one's. A judgement. */
    private static final int MAX_PROCESSES = 64;

    private final ProfileClock clock;
    private final List<ProcessTally> all = new ArrayList<>();
    private final Map<Identity, ProcessTally> byIdentity = new HashMap<>();
    /** By origin: the process of its latest chunk. */
    private final Map<String, ProcessTally> byOrigin = new HashMap<>();
    /** By origin: who the latest chunk that told it was of. */
    private final Map<String, JvmIdentity> latest = new HashMap<>();
    /** By origin: a process of which only chunks without identity have been seen. */
    private final Map<String, ProcessTally> nameless = new HashMap<>();

    private record Identity(long pid, long start) {}

    Processes(ProfileClock clock) {
        this.clock = clock;
    }

    /**
     * The process of a chunk.
     *
     * @param origin  of the file that it is in
     * @param damaged whether something in it is
     */
    ProcessTally of(ChunkDigest chunk, String origin, boolean damaged) {
        Jvm jvm = chunk.jvm.jvm();
        ProcessTally process;
        if (jvm == null) {
            process = byOrigin.computeIfAbsent(origin, o -> {
                ProcessTally unknown = add();
                nameless.put(o, unknown);
                return unknown;
            });
        } else {
            JvmIdentity told = new JvmIdentity(String.valueOf(jvm.pid()), jvm.start(), damaged);
            JvmIdentity before = latest.put(origin, told);
            process = byIdentity.computeIfAbsent(new Identity(jvm.pid(), jvm.start()), i -> {
                ProcessTally known =
                        before != null && before.mayBe(told) ? byOrigin.get(origin) : nameless.remove(origin);
                return known == null ? add() : known;
            });
        }
        byOrigin.put(origin, process);
        return process;
    }

    private ProcessTally add() {
        if (all.size() < MAX_PROCESSES) {
            all.add(new ProcessTally(all.size(), clock));
        }
        return all.get(all.size() - 1);
    }

    /** In the order of their first chunks. */
    List<ProcessTally> all() {
        return all;
    }
}
