package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Flaw;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.NearChunks;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.RecordingSummary;
import dev.epicenter.model.RecordingSummary.ChunkState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells what recordings hold without decoding them: goes over the events by their sizes, and reads those few that say who was
 * recorded and how.
 */
public final class Summarizer {
    private final MetadataCache types = new MetadataCache();
    private final List<SummaryTally> jvms = new ArrayList<>();
    private final Map<String, SummaryTally> byIdentity = new HashMap<>();
    private final Map<String, SummaryTally> byOrigin = new HashMap<>();
    private final List<Damage> damage = new ArrayList<>();
    private byte[] spare = new byte[0];

    private Summarizer() {}

    /**
     * Summarizes recordings.
     *
     * @param inputs as {@link RecordingReader} takes them
     * @param logs   fatal error logs found beside them
     * @throws UnreadableRecordingException when nothing in any input could be read, and there is no log
     */
    public static RecordingSummary of(List<Path> inputs, InputStream standardInput, List<CrashLog> logs)
            throws UnreadableRecordingException {
        Summarizer summarizer = new Summarizer();
        if (!inputs.isEmpty()) {
            try (ChunkSource source = ChunkSource.open(inputs, standardInput)) {
                summarizer.read(source, logs.isEmpty());
            }
        }
        return new RecordingSummary(
                summarizer.jvms.stream().map(SummaryTally::summary).toList(), summarizer.damage, logs);
    }

    private void read(ChunkSource source, boolean hasToRead) throws UnreadableRecordingException {
        damage.addAll(source.damage());
        for (FoundChunk found : source.found()) {
            ChunkSpan span = found.span();
            if (span.isOld()) {
                jvm("", found.origin())
                        .add(
                                chunk(
                                        span,
                                        ChunkState.WHOLE,
                                        OptionalLong.empty(),
                                        List.of(
                                                "it is of Oracle's JDK 7 or 8, whose events are counted by 'epicenter analyze' only")));
            } else {
                read(span, found.origin(), source);
            }
        }
        if (jvms.isEmpty() && hasToRead) {
            throw source.nothing(damage);
        }
        damage.addAll(source.refused());
    }

    private void read(ChunkSpan span, String origin, ChunkSource source) {
        try (NearChunks others = source.near(span, types);
                Chunk chunk = Chunk.openWithoutConstants(span, types, others, spare)) {
            JvmSinks told = new JvmSinks(new ChunkScope(chunk.dictionary(), new StackPool(), span.start(), span.end()));
            Subscriptions subscriptions = new Subscriptions();
            told.subscribe(subscriptions);
            chunk.read(subscriptions);
            SortedMap<String, Long> counts = new TreeMap<>(chunk.counts());
            counts.values().removeIf(count -> count == 0);
            List<String> flaws = chunk.flaws().stream().map(Flaw::what).toList();
            long events = counts.values().stream().mapToLong(Long::longValue).sum();
            JvmSinks.Jvm jvm = told.jvm();
            String identity = jvm == null ? "" : jvm.pid() + " " + jvm.start();
            SummaryTally tally = jvm(identity, origin);
            tally.add(chunk(span, state(span, flaws), OptionalLong.of(events), flaws));
            tally.add(told, counts, span);
            spare = chunk.spare();
        } catch (UnreadableChunkException | IOException e) {
            SummaryTally tally = jvm("", origin);
            tally.add(chunk(span, state(span, List.of("")), OptionalLong.of(0), List.of(InputOpener.oneLine(e))));
        }
    }

    /** The JVM of a chunk: the one that it names, else the latest from where it comes. */
    private SummaryTally jvm(String identity, String origin) {
        SummaryTally latest = byOrigin.get(origin);
        SummaryTally jvm = identity.isEmpty() ? latest : byIdentity.get(identity);
        if (jvm == null) {
            jvm = latest != null && !latest.isNamed() ? latest : add();
        }
        if (!identity.isEmpty()) {
            byIdentity.put(identity, jvm);
        }
        byOrigin.put(origin, jvm);
        return jvm;
    }

    private SummaryTally add() {
        SummaryTally jvm = new SummaryTally();
        jvms.add(jvm);
        return jvm;
    }

    private static RecordingSummary.Chunk chunk(
            ChunkSpan span, ChunkState state, OptionalLong events, List<String> flaws) {
        return new RecordingSummary.Chunk(
                RecordingReader.name(Path.of(span.name())),
                span.offset(),
                span.extent(),
                state,
                events,
                Nanos.instant(span.start() == Event.NEVER ? 0 : span.start()),
                flaws);
    }

    private static ChunkState state(ChunkSpan span, List<String> flaws) {
        boolean unfinished = span.header() != null && !span.header().finished();
        return switch (span.state()) {
            case UNFINISHED -> ChunkState.UNFINISHED;
            case CUT -> ChunkState.CUT;
            case MISSIZED -> ChunkState.DAMAGED;
            case COMPLETE -> unfinished
                    ? ChunkState.UNFINISHED
                    : flaws.isEmpty() ? ChunkState.WHOLE : ChunkState.DAMAGED;
        };
    }
}
