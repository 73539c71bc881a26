package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.List;
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
        ChunkScope scope = new ChunkScope(dictionary, new StackPool(), Event.NEVER, Event.NEVER);
        range(scope, items);
        ChunkDigest digest = new ChunkDigest(scope, new ThrowBatch());
        Subscriptions subscriptions = digest.subscriptions();
        for (IItemIterable ofType : items) {
            read(ofType, subscriptions);
        }
        digest.end(counts);
        ProfileClock clock = new ProfileClock();
        if (scope.start() != Event.NEVER) {
            clock.start(scope.start(), scope.end());
        }
        ProcessTally process = new ProcessTally(0, clock);
        process.add(digest, "", true);
        int buckets = process.latest == Event.NEVER ? 1 : clock.bucketsTo(process.latest);
        return new HandOver(process, List.of(), buckets)
                .of(ProcessNames.of(List.of(process)).get(0));
    }

    private void read(IItemIterable items, Subscriptions subscriptions) {
        IType<IItem> type = items.getType();
        String name = OTHER_FIELDS.matcher(type.getIdentifier()).replaceFirst("");
        counts.merge(name, items.getItemCount(), Long::sum);
        Subscription subscription = subscriptions.of(name);
        if (subscription == null) {
            return;
        }
        List<String> fields = new ArrayList<>();
        List<IMemberAccessor<?, IItem>> accessors = new ArrayList<>();
        for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
            fields.add(key.getIdentifier());
            accessors.add(type.getAccessor(key));
        }
        JmcEvent event = new JmcEvent(fields, subscription.fields(), dictionary);
        for (IItem item : items) {
            subscription.sink().accept(event.with(i -> accessors.get(i).getMember(item)));
        }
    }

    /** Sets the range to that of the chunks that the items come from. JMC has no other public way to it (JMC-7103). */
    @SuppressWarnings("deprecation")
    static void range(ChunkScope scope, IItemCollection of) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (IRange<IQuantity> range : of.getUnfilteredTimeRanges()) {
            from = Math.min(from, range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS));
            to = Math.max(to, range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS));
        }
        if (from <= to) {
            scope.setRange(from, to);
        }
    }
}
