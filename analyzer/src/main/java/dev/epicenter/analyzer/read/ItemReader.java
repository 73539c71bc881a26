package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.EventSink;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.UnitLookup;

/**
 * Reads what JMC has loaded, for use inside JMC: the sinks that chunks go to, fed from items. JMC drops on loading what damaged
 * chunks hold, and the throw events of Errors where only those were switched on.
 */
public final class ItemReader {
    /** What JMC puts behind the name of a type whose fields are not those of the type of that name in another chunk. */
    private static final Pattern OTHER_FIELDS =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}$");

    private final JmcDictionary dictionary = new JmcDictionary();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    private ItemReader() {}

    /** Reads all items, as those of one JVM. */
    public static RecordedEvents read(IItemCollection items) {
        return new ItemReader().readAll(items);
    }

    private RecordedEvents readAll(IItemCollection items) {
        StackPool stacks = new StackPool();
        List<ChunkDigest> chunks = new ArrayList<>();
        for (long[] range : ranges(items)) {
            chunks.add(new ChunkDigest(new ChunkScope(dictionary, stacks, range[0], range[1]), new ThrowBatch()));
        }
        List<Subscriptions> subscriptions =
                chunks.stream().map(ChunkDigest::subscriptions).toList();
        for (IItemIterable ofType : items) {
            read(ofType, chunks, subscriptions);
        }
        ProfileClock clock = new ProfileClock();
        long start = chunks.get(0).start();
        if (start != Event.NEVER) {
            clock.start(start, chunks.stream().mapToLong(ChunkDigest::end).max().orElse(start));
        }
        ProcessTally process = new ProcessTally(0, clock);
        for (ChunkDigest chunk : chunks) {
            chunk.end(counts);
            counts.clear();
            process.add(chunk, "", true);
        }
        int buckets = process.latest == Event.NEVER ? 1 : clock.bucketsTo(process.latest);
        return new HandOver(process, List.of(), buckets)
                .of(ProcessNames.of(List.of(process)).get(0));
    }

    private void read(IItemIterable items, List<ChunkDigest> chunks, List<Subscriptions> subscriptions) {
        IType<IItem> type = items.getType();
        String name = OTHER_FIELDS.matcher(type.getIdentifier()).replaceFirst("");
        counts.merge(name, items.getItemCount(), Long::sum);
        Subscription any = subscriptions.get(0).of(name);
        if (any == null) {
            return;
        }
        List<EventSink> sinks = new ArrayList<>();
        subscriptions.forEach(s -> Optional.ofNullable(s.of(name)).ifPresent(of -> sinks.add(of.sink())));
        List<String> fields = new ArrayList<>();
        List<IMemberAccessor<?, IItem>> accessors = new ArrayList<>();
        for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
            fields.add(key.getIdentifier());
            accessors.add(type.getAccessor(key));
        }
        JmcEvent event = new JmcEvent(fields, any.fields(), dictionary);
        for (IItem item : items) {
            event.with(i -> accessors.get(i).getMember(item));
            sinks.get(chunkOf(event, chunks)).accept(event);
        }
    }

    /** The chunk that an event was written to: the last that began before the event was over. */
    private static int chunkOf(Event event, List<ChunkDigest> chunks) {
        long end = event.start() == Event.NEVER ? Event.NEVER : event.start() + event.duration();
        int chunk = chunks.size() - 1;
        while (chunk > 0 && chunks.get(chunk).start() > end) {
            chunk--;
        }
        return chunk;
    }

    /** Starts and ends of the chunks that the items come from, in time order; one of no known range when there are none. */
    @SuppressWarnings("deprecation") // JMC has no other public way to it (JMC-7103)
    static List<long[]> ranges(IItemCollection of) {
        List<long[]> ranges = new ArrayList<>();
        for (IRange<IQuantity> range : of.getUnfilteredTimeRanges()) {
            ranges.add(new long[] {
                range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS),
                range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS)
            });
        }
        ranges.sort(Comparator.comparingLong(range -> range[0]));
        return ranges.isEmpty() ? List.of(new long[] {Event.NEVER, Event.NEVER}) : ranges;
    }
}
