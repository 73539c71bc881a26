package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A chunk of format 1 or 2, open for reading. */
public final class Chunk implements AutoCloseable {
    private static final int LOW_TYPES = 4_096;
    private static final Subscriptions NO_SUBSCRIPTIONS = new Subscriptions();

    private final ChunkSpan span;
    private final ChunkHeader header;
    private final FileChannel channel;
    private final ChunkBytes bytes;
    private final Metadata types;
    private final Constants constants;
    private final ChunkDictionary dictionary;
    private final Cursor in;
    private final @Nullable Route[] lowRoutes = new Route[LOW_TYPES];
    private final Map<Long, Route> routes = new HashMap<>();
    private final TypesPlace typesPlace;
    private final List<Range> gaps = new ArrayList<>();
    private final List<String> unreadableTypes = new ArrayList<>();

    /** Where events of a type go. */
    private static final class Route {
        final String name;
        final @Nullable EventSink sink;
        final @Nullable ChunkEvent event;
        long count;

        Route(String name, @Nullable EventSink sink, @Nullable ChunkEvent event) {
            this.name = name;
            this.sink = sink;
            this.event = event;
        }
    }

    private Chunk(
            ChunkSpan span,
            ChunkHeader header,
            FileChannel channel,
            ChunkBytes bytes,
            Metadata types,
            Constants constants,
            ChunkDictionary dictionary,
            TypesPlace typesPlace) {
        this.span = span;
        this.header = header;
        this.channel = channel;
        this.bytes = bytes;
        this.types = types;
        this.constants = constants;
        this.dictionary = dictionary;
        this.in = new Cursor(bytes.withWindow(ChunkBytes.WINDOW), header.compressed());
        this.typesPlace = typesPlace;
    }

    /**
     * Opens a chunk.
     *
     * @param cache   for the types, which most chunks of a JVM share
     * @param others looked at when this one lacks its types or constants
     * @param spare   an array to use if it is large enough
     * @throws UnreadableChunkException when no event of it can be read
     * @throws IOException              when the file can't be read
     */
    public static Chunk open(ChunkSpan span, MetadataCache cache, OtherChunks others, byte[] spare)
            throws IOException, UnreadableChunkException {
        return open(span, new ChunkOpener.Wish(false, true), cache, others, spare);
    }

    /** The same with types that other chunks tell, since what this one says of its events is damaged. */
    public static Chunk openWithLentTypes(ChunkSpan span, MetadataCache cache, OtherChunks others)
            throws IOException, UnreadableChunkException {
        return open(span, new ChunkOpener.Wish(true, true), cache, others, new byte[0]);
    }

    /** The same without constants, which take most of the time: names and stacks that events refer to read as missing. */
    public static Chunk openWithoutConstants(ChunkSpan span, MetadataCache cache, OtherChunks others, byte[] spare)
            throws IOException, UnreadableChunkException {
        return open(span, new ChunkOpener.Wish(false, false), cache, others, spare);
    }

    private static Chunk open(
            ChunkSpan span, ChunkOpener.Wish wish, MetadataCache cache, OtherChunks others, byte[] spare)
            throws IOException, UnreadableChunkException {
        ChunkHeader header = Objects.requireNonNull(span.header(), "a chunk of format 0");
        FileChannel channel = FileChannel.open(span.path(), StandardOpenOption.READ);
        boolean opened = false;
        try {
            ChunkBytes bytes = ChunkBytes.of(channel, span.offset(), span.extent(), spare);
            ChunkOpener opener = new ChunkOpener(span, header, bytes, cache, others);
            Metadata types = wish.lentTypes() ? opener.lentTypes() : opener.types();
            Constants constants = wish.constants() ? opener.constants(types) : opener.noConstants(types);
            ChunkDictionary dictionary = opener.dictionary(types, constants);
            Chunk chunk = new Chunk(span, header, channel, bytes, types, constants, dictionary, opener.typesPlace());
            opened = true;
            return chunk;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /** Where it is. */
    public ChunkSpan span() {
        return span;
    }

    /** What its events refer to. */
    public Dictionary dictionary() {
        return dictionary;
    }

    Metadata types() {
        return types;
    }

    ChunkDictionary ownDictionary() {
        return dictionary;
    }

    ChunkHeader header() {
        return header;
    }

    ChunkBytes bytes() {
        return bytes;
    }

    Constants constants() {
        return constants;
    }

    TypesPlace typesPlace() {
        return typesPlace;
    }

    /** Reads all events, in the order in which they were written. */
    public void read(Subscriptions subscriptions) {
        read(subscriptions, ChunkHeader.SIZE, span.size());
        if (span.size() < bytes.size()) {
            read(subscriptions, span.size(), bytes.size());
        }
    }

    private void read(Subscriptions subscriptions, long from, long to) {
        EventWalk walk = new EventWalk(in, types, header, from, Math.min(to, bytes.size()));
        while (walk.next()) {
            withdraw(walk);
            if (walk.type() > Constants.CHECKPOINT) {
                Route route = route(walk.type(), subscriptions);
                route.count++;
                if (route.sink != null && route.event != null && !take(walk, route.sink, route.event)) {
                    route.count--;
                    walk.reject();
                }
            }
        }
        withdraw(walk);
        gaps.addAll(walk.gaps());
    }

    private void withdraw(EventWalk walk) {
        if (!walk.hasWithdrawn()) {
            return;
        }
        for (long type : walk.takeWithdrawn()) {
            if (type > Constants.CHECKPOINT) {
                route(type, NO_SUBSCRIPTIONS).count--;
            }
        }
    }

    private Route route(long type, Subscriptions subscriptions) {
        Route route = type < LOW_TYPES ? lowRoutes[(int) type] : routes.get(type);
        return route == null ? add(type, subscriptions) : route;
    }

    /** Hands an event on; false when it is none. */
    private boolean take(EventWalk walk, EventSink sink, ChunkEvent event) {
        walk.enter();
        try {
            event.read();
        } catch (Malformed | IndexOutOfBoundsException e) {
            return false;
        }
        if (in.at != in.end && (in.at > in.end || !walk.isFollowed())) {
            return false;
        }
        walk.believe();
        sink.accept(event);
        return true;
    }

    private Route add(long id, Subscriptions subscriptions) {
        Type type = Objects.requireNonNull(types.type(id));
        Subscriptions.Subscription subscription = subscriptions.of(type.name());
        Route route = new Route(type.name(), null, null);
        if (subscription != null) {
            try {
                ChunkEvent event = new ChunkEvent(type, subscription.fields(), types, header, in, dictionary);
                route = new Route(type.name(), subscription.sink(), event);
            } catch (Malformed e) {
                unreadableTypes.add(type.name());
            }
        }
        if (id < LOW_TYPES) {
            lowRoutes[(int) id] = route;
        } else {
            routes.put(id, route);
        }
        return route;
    }

    /** What of it could not be read as it should be. Call when it has been read. */
    public List<Flaw> flaws() {
        return new ChunkFlaws(
                        span,
                        bytes.size(),
                        counts().values().stream().mapToLong(Long::longValue).sum())
                .of(typesPlace.lender() != null, constants, gaps, unreadableTypes);
    }

    /** Events read so far, by type. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Route route : lowRoutes) {
            if (route != null) {
                counts.merge(route.name, route.count, Long::sum);
            }
        }
        routes.values().forEach(r -> counts.merge(r.name, r.count, Long::sum));
        return counts;
    }

    /** An array that nobody needs any more once this is closed. */
    public byte[] spare() {
        return bytes.spare();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // it was only read
        }
    }
}
