package dev.epicenter.model;

import java.time.Instant;
import java.util.List;

/**
 * One virtual machine whose recordings were read.
 *
 * @param index       position in {@link Analysis#processes()}, which {@link ThreadRef#process()} refers to
 * @param name        short and different from the other processes': its service name, main class or jar, with the process id
 *                    where two would be the same
 * @param sources     file names of its recordings
 * @param jvm         name and version of the virtual machine, empty when not recorded
 * @param javaVersion such as {@code 17.0.15}, empty when not recorded
 * @param mainClass   main class or jar with its arguments removed, empty when not recorded
 * @param pid         process id, -1 when not recorded
 * @param start       start of its first chunk, on the common clock
 * @param end         end of its last chunk or event, on the common clock
 * @param agent       whether our agent recorded in it
 * @param clock       how its clock was brought to the common one
 * @param facts       what it did and ran with
 */
public record JvmProcess(
        int index,
        String name,
        List<String> sources,
        String jvm,
        String javaVersion,
        String mainClass,
        long pid,
        Instant start,
        Instant end,
        boolean agent,
        ClockOffset clock,
        ProcessFacts facts) {
    public JvmProcess {
        sources = List.copyOf(sources);
    }

    /** One of which nothing more is known. */
    public JvmProcess(
            int index,
            String name,
            List<String> sources,
            String jvm,
            String javaVersion,
            String mainClass,
            long pid,
            Instant start,
            Instant end,
            boolean agent,
            ClockOffset clock) {
        this(index, name, sources, jvm, javaVersion, mainClass, pid, start, end, agent, clock, ProcessFacts.UNKNOWN);
    }

    /** The same with what it did and ran with. */
    public JvmProcess with(ProcessFacts others) {
        return new JvmProcess(index, name, sources, jvm, javaVersion, mainClass, pid, start, end, agent, clock, others);
    }
}
