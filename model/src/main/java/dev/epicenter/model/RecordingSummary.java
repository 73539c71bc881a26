package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What recordings hold, told from their headers and a few events, without an analysis.
 *
 * @param jvms   the virtual machines that were recorded, in the order of their recordings
 * @param damage what of the input is no chunk, or could not be read
 * @param logs   fatal error logs among the input
 */
public record RecordingSummary(List<Jvm> jvms, List<DataLoss.Damage> damage, List<CrashLog> logs) {
    public RecordingSummary {
        jvms = List.copyOf(jvms);
        damage = List.copyOf(damage);
        logs = List.copyOf(logs);
    }

    /**
     * A virtual machine.
     *
     * @param version     name and version, empty when not recorded
     * @param javaVersion such as {@code 17.0.15}, empty when not recorded
     * @param command     main class or jar with its arguments, empty when not recorded
     * @param arguments   as given to the JVM, empty when not recorded
     * @param pid         process id, -1 when not recorded
     * @param start       of the first chunk
     * @param end         of the last chunk, or of the last event whose time was looked at
     * @param chunks      in time order
     * @param eventCounts events by type, those of which there are any
     * @param settings    of the event types that matter, such as {@code jdk.ThreadPark#threshold}
     * @param answers     what can be concluded from it, and what not
     * @param advice      how to record better
     */
    public record Jvm(
            String version,
            String javaVersion,
            String command,
            String arguments,
            long pid,
            Instant start,
            Instant end,
            List<Chunk> chunks,
            SortedMap<String, Long> eventCounts,
            SortedMap<String, String> settings,
            List<Answer> answers,
            List<Advice> advice) {
        public Jvm {
            chunks = List.copyOf(chunks);
            eventCounts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(eventCounts));
            settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
            answers = List.copyOf(answers);
            advice = List.copyOf(advice);
        }

        /** Time covered. */
        public Duration length() {
            return Duration.between(start, end);
        }

        /** Events of all types. */
        public long events() {
            return eventCounts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What became of a chunk. */
    public enum ChunkState {
        /** Finished, and all of it there. */
        WHOLE,
        /** The JVM had not finished it: it was killed, or still runs. */
        UNFINISHED,
        /** The file ends before it does. */
        CUT,
        /** Parts of it are not what they should be. */
        DAMAGED
    }

    /**
     * A chunk.
     *
     * @param source file that it is in
     * @param offset of its first byte there
     * @param bytes  that are there of it
     * @param events that could be counted
     * @param start  as its header has it
     * @param flaws  what is wrong with it, each in one sentence
     */
    public record Chunk(
            String source,
            long offset,
            long bytes,
            ChunkState state,
            OptionalLong events,
            Instant start,
            List<String> flaws) {
        public Chunk {
            flaws = List.copyOf(flaws);
        }
    }

    /** How well a question can be answered from a recording. */
    public enum Grade {
        YES,
        PARTLY,
        NO
    }

    /**
     * Whether something can be told from a recording.
     *
     * @param question such as {@code which exceptions were thrown}
     * @param why      what the grade rests on, one sentence
     */
    public record Answer(String question, Grade grade, String why) {}

    /**
     * How to record better.
     *
     * @param what   one sentence
     * @param option to be given to the JVM, empty when there is none
     */
    public record Advice(String what, String option) {}
}
