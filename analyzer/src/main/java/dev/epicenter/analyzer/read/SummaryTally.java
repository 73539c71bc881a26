package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.read.JvmSinks.End;
import dev.epicenter.analyzer.read.JvmSinks.Jvm;
import dev.epicenter.model.RecordingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is gathered of one JVM for a summary, chunk by chunk in time order. */
final class SummaryTally {
    final SettingsTally settings = new SettingsTally();
    final SortedMap<String, Long> counts = new TreeMap<>();
    final List<RecordingSummary.Chunk> chunks = new ArrayList<>();
    final JvmFacts jvm = new JvmFacts();
    /** How the JVM ended, or why it was dumped; empty when not recorded. */
    String end = "";

    boolean shutDown;
    long lostBytes;
    private String command = "";
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long leastThrown = Long.MAX_VALUE;
    private long mostThrown = -1;

    /** Whether a chunk said who was recorded. */
    boolean isNamed() {
        return !jvm.jvm().isEmpty();
    }

    /** Takes what is said of the next chunk. */
    void add(RecordingSummary.Chunk chunk) {
        chunks.add(chunk);
    }

    /** Takes what the next chunk says. */
    void add(JvmSinks told, SortedMap<String, Long> ofChunk, ChunkSpan span) {
        ofChunk.forEach((type, count) -> counts.merge(type, count, Long::sum));
        settings.add(told.settings());
        lostBytes += told.lostBytes();
        Jvm who = told.jvm();
        if (who != null) {
            jvm.jvm(who);
            command = command.isEmpty() ? who.javaArguments().strip() : command;
        }
        covers(span.start());
        covers(span.end());
        for (long[] sample : told.thrown()) {
            covers(sample[0]);
            leastThrown = Math.min(leastThrown, sample[1]);
            mostThrown = Math.max(mostThrown, sample[1]);
        }
        end(told.dumpReason(), false);
        end(told.shutdown(), true);
    }

    private void end(@Nullable End how, boolean orderly) {
        if (how != null) {
            end = how.reason();
            shutDown |= orderly;
            covers(how.at());
        }
    }

    private void covers(long at) {
        if (at != Event.NEVER) {
            earliest = Math.min(earliest, at);
            latest = Math.max(latest, at);
        }
    }

    /** Throwables that the JVM counted while it was recorded, about; empty when it did not. */
    OptionalLong thrown() {
        if (mostThrown < 0) {
            return OptionalLong.empty();
        }
        boolean fromStart = jvm.jvmStart() != Long.MIN_VALUE && earliest - jvm.jvmStart() < 10 * Nanos.SECOND;
        return OptionalLong.of(mostThrown - (fromStart ? 0 : leastThrown));
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    RecordingSummary.Jvm summary() {
        SummaryAnswers answers = new SummaryAnswers(this);
        long from = earliest == Long.MAX_VALUE ? 0 : earliest;
        return new RecordingSummary.Jvm(
                jvm.jvm(),
                jvm.javaVersion(),
                command,
                jvm.jvmArguments(),
                jvm.pid(),
                Nanos.instant(from),
                Nanos.instant(Math.max(from, latest)),
                chunks,
                counts,
                settings.used(),
                answers.all(),
                answers.advice());
    }
}
