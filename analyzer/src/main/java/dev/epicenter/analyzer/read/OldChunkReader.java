package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.OldChunk;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.Subscriptions.Subscription;
import dev.epicenter.analyzer.jfr.UnreadableChunkException;
import dev.epicenter.analyzer.jmc.JmcLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ParserExtensionRegistry;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** Reads a chunk of format 0, of Oracle's JDK 7 and 8, through JMC. */
final class OldChunkReader {
    private final StackPool stacks;
    private final Set<Long> known;
    private final SortedMap<String, long[]> counts = new TreeMap<>();
    private final JmcDictionary dictionary = new JmcDictionary();

    /**
     * @param known checksums of the chunks read so far, since such a chunk has nothing in its header that tells it from others
     */
    OldChunkReader(StackPool stacks, Set<Long> known) {
        this.stacks = stacks;
        this.known = known;
    }

    ChunkReading read(ChunkSpan span) throws IOException {
        OldChunk chunk;
        try {
            chunk = OldChunk.read(span);
        } catch (UnreadableChunkException e) {
            return ChunkReading.failed(span, String.valueOf(e.getMessage()));
        }
        byte[] bytes = chunk.bytes();
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (!known.add((long) bytes.length << 32 ^ crc.getValue())) {
            return new ChunkReading(null, List.of(), () -> {});
        }
        String problem = chunk.damage();
        ChunkScope scope = new ChunkScope(dictionary, stacks, Event.NEVER, Event.NEVER);
        ChunkDigest digest = new ChunkDigest(scope, new ThrowBatch());
        JmcLog log = JmcLog.silence();
        try {
            for (long[] range : ItemReader.ranges(parse(bytes, digest.subscriptions()))) {
                scope.setRange(range[0], range[1]);
            }
        } catch (CouldNotLoadRecordingException | RuntimeException e) {
            problem = "the chunk's content is damaged";
        } catch (OutOfMemoryError | StackOverflowError e) {
            problem = "the chunk's content is damaged or too large for this memory";
        } finally {
            log.restore();
        }
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((type, count) -> all.put(type, count[0]));
        digest.end(all);
        long used = digest.counts().values().stream().mapToLong(Long::longValue).sum();
        if (problem.isEmpty()) {
            return ChunkReading.of(digest);
        }
        String lost = String.format(Locale.ROOT, "%s; %,d events of it were read", problem, used);
        return used == 0 ? ChunkReading.failed(span, lost) : ChunkReading.damaged(digest, span, lost);
    }

    private IItemCollection parse(byte[] bytes, Subscriptions subscriptions)
            throws CouldNotLoadRecordingException, IOException {
        List<IParserExtension> extensions = new ArrayList<>();
        // Before JMC's own, which drops the throw events of Errors because jdk.JavaErrorThrow has them: that may be
        // off.
        extensions.add(new Sinks(subscriptions, ThrowSinks.EXCEPTION_THROW));
        extensions.addAll(ParserExtensionRegistry.getParserExtensions());
        extensions.add(new Sinks(subscriptions, ""));
        return JfrLoaderToolkit.loadEvents(new ByteArrayInputStream(bytes), extensions);
    }

    /** Leads JMC's events to the sinks: none goes on to JMC, so JMC builds no items. */
    private final class Sinks implements IParserExtension, IEventSinkFactory {
        private final Subscriptions subscriptions;
        private final String only;
        private IEventSinkFactory next = this;

        /**
         * @param only the type that this is for; empty for all types
         */
        Sinks(Subscriptions subscriptions, String only) {
            this.subscriptions = subscriptions;
            this.only = only;
        }

        @Override
        public IEventSinkFactory getEventSinkFactory(IEventSinkFactory others) {
            next = others;
            return this;
        }

        @Override
        public IEventSink create(
                String type, String label, String[] category, String description, List<ValueField> fields) {
            if (!only.isEmpty() && !type.equals(only)) {
                return next.create(type, label, category, description, fields);
            }
            long[] count = counts.computeIfAbsent(type, t -> new long[1]);
            Subscription subscription = subscriptions.of(type);
            if (subscription == null) {
                return values -> count[0]++;
            }
            List<String> names = fields.stream().map(ValueField::getIdentifier).toList();
            JmcEvent event = new JmcEvent(names, subscription.fields(), dictionary);
            return values -> {
                count[0]++;
                subscription.sink().accept(event.with(i -> i < values.length ? values[i] : null));
            };
        }

        @Override
        public void flush() {
            if (!only.isEmpty()) {
                next.flush();
            }
        }
    }
}
