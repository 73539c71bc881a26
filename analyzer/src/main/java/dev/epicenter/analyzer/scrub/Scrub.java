package dev.epicenter.analyzer.scrub;

import dev.epicenter.analyzer.jfr.Chunk;
import dev.epicenter.analyzer.jfr.ChunkRewriter;
import dev.epicenter.analyzer.jfr.ChunkRewriter.Written;
import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.EventChoice;
import dev.epicenter.analyzer.jfr.MetadataCache;
import dev.epicenter.analyzer.jfr.NearChunks;
import dev.epicenter.analyzer.jfr.TextFilter;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import dev.epicenter.analyzer.read.ChunkSource;
import dev.epicenter.analyzer.read.OneJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.model.DataLoss.Damage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes of recordings a small one: some event types, some of the time, and only the constants that those events refer to. */
public final class Scrub {
    private static final long SECOND = 1_000_000_000L;

    private Scrub() {}

    /**
     * What is kept.
     *
     * @param types   whether events of a type are
     * @param windows when; none for all the time
     * @param always  types of which all events are kept, whatever their time
     * @param atMost  how many events of each other type are kept, the earliest
     */
    public record Choice(Predicate<String> types, List<Window> windows, Predicate<String> always, long atMost) {
        public Choice {
            windows = List.copyOf(windows);
        }

        /** All events of some types and times. */
        public Choice(Predicate<String> types, List<Window> windows, Predicate<String> always) {
            this(types, windows, always, Long.MAX_VALUE);
        }

        /** The same with no more than so many events of each type that has its time. */
        public Choice withAtMost(long events) {
            return new Choice(types, windows, always, events);
        }

        /** Some types and times, and at any time what tells of the JVM as such. */
        public static Choice of(EventTypes types, List<Window> windows) {
            return new Choice(types::has, windows, EventTypes::isOfAnyTime);
        }
    }

    /**
     * What came of it.
     *
     * @param bytesRead    of the chunks
     * @param bytesWritten of the result
     * @param chunksRead   how many there were
     * @param chunksWritten how many are in the result
     * @param events       in the result
     * @param lost         what could not be read
     */
    public record Scrubbed(
            long bytesRead, long bytesWritten, int chunksRead, int chunksWritten, long events, List<Damage> lost) {
        public Scrubbed {
            lost = List.copyOf(lost);
        }
    }

    /**
     * Writes a small recording.
     *
     * @param inputs as {@code RecordingReader} takes them
     * @param texts  what becomes of the texts in it
     * @param to     an empty file; it is written from its beginning
     * @throws UnreadableRecordingException when nothing in any input could be read, or nothing in it is wanted
     * @throws IOException                  when the result cannot be written
     */
    public static Scrubbed scrub(
            List<Path> inputs, Choice choice, TextFilter texts, FileChannel to, ReadProgress progress)
            throws UnreadableRecordingException, IOException {
        try (ChunkSource source = ChunkSource.open(inputs)) {
            return scrub(inputs, source, new Timed(choice), texts, to, progress);
        }
    }

    private static Scrubbed scrub(
            List<Path> inputs,
            ChunkSource source,
            Timed choice,
            TextFilter texts,
            FileChannel to,
            ReadProgress progress)
            throws UnreadableRecordingException, IOException {
        List<Damage> lost = new ArrayList<>(source.damage());
        List<ChunkSpan> chunks = source.chunks();
        MetadataCache types = new MetadataCache();
        OneJvm jvm = new OneJvm();
        long total = chunks.stream().mapToLong(ChunkSpan::extent).sum();
        long done = 0;
        long events = 0;
        int written = 0;
        for (ChunkSpan span : chunks) {
            progress.at(done, total);
            done += span.extent();
            boolean edge = span == chunks.get(0) || span == chunks.get(chunks.size() - 1);
            if (span.isOld()) {
                lost.add(damage(span, "it is of Oracle's JDK 7 or 8, of which no part can be written"));
            } else if (edge || choice.mayHold(span)) {
                try (NearChunks near = source.near(span, types);
                        Chunk chunk = Chunk.open(span, types, near, new byte[0])) {
                    EventChoice wanted = OneJvm.choice(choice, jvm.check(chunk));
                    long start = to.position();
                    Written part = ChunkRewriter.rewrite(chunk, wanted, texts, false, to);
                    part.flaws()
                            .forEach(f -> lost.add(new Damage(
                                    span.name(),
                                    span.offset() + f.where().at(),
                                    f.where().size(),
                                    f.what())));
                    if (part.total() > 0 && (edge || choice.holdsTimed(part))) {
                        events += part.total();
                        written++;
                    } else {
                        to.truncate(start).position(start);
                    }
                } catch (UnreadableChunkException e) {
                    lost.add(damage(span, String.valueOf(e.getMessage())));
                }
            }
        }
        progress.at(total, total);
        if (written == 0) {
            if (!chunks.isEmpty() && lost.isEmpty()) {
                throw new UnreadableRecordingException(
                        inputs.get(0) + ": it holds no event that is wanted; name other types or another time");
            }
            throw source.nothing(lost);
        }
        lost.addAll(source.refused());
        return new Scrubbed(total, to.position(), chunks.size(), written, events, lost);
    }

    private static Damage damage(ChunkSpan span, String what) {
        return new Damage(span.name(), span.offset(), span.extent(), what);
    }

    /** A choice with its times in nanoseconds. */
    private static final class Timed implements EventChoice {
        private final Choice choice;
        private final Map<String, Long> kept = new HashMap<>();
        private final long[] from;
        private final long[] to;

        Timed(Choice choice) {
            this.choice = choice;
            this.from = choice.windows.stream().mapToLong(w -> nanos(w.from())).toArray();
            this.to = choice.windows.stream().mapToLong(w -> nanos(w.to())).toArray();
        }

        /** Nanoseconds since the epoch, the closest there are. */
        private static long nanos(Instant at) {
            long seconds =
                    Math.max(-Long.MAX_VALUE / SECOND + 1, Math.min(Long.MAX_VALUE / SECOND - 1, at.getEpochSecond()));
            return seconds * SECOND + at.getNano();
        }

        @Override
        public boolean wantsType(String type) {
            return choice.types.test(type);
        }

        @Override
        public boolean wants(String type, long start, long end) {
            return choice.types.test(type)
                    && (choice.always.test(type)
                            || isWithin(start, end) && kept.merge(type, 1L, Long::sum) <= choice.atMost);
        }

        private boolean isWithin(long start, long end) {
            for (int i = 0; i < from.length; i++) {
                if (start <= to[i] && end >= from[i]) {
                    return true;
                }
            }
            return from.length == 0 || start == Event.NEVER;
        }

        /** Whether a chunk may hold events of a time that is wanted. An event is in the chunk in which it ended. */
        boolean mayHold(ChunkSpan span) {
            long end = span.end() > span.start() ? span.end() + SECOND : Long.MAX_VALUE;
            return isWithin(span.start() - 60 * SECOND, end);
        }

        /** Whether there is something in it that has its time. */
        boolean holdsTimed(Written part) {
            return part.events().keySet().stream().anyMatch(type -> !choice.always.test(type));
        }
    }
}
