package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.ChunkSpan.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a chunk's types and constants: where its header says, else by looking through the chunk, else in another chunk of the
 * same JVM. The chunk of a JVM that was killed has its events and some of its constants, but neither types nor the rest.
 */
final class ChunkOpener {
    /** Events that are tried with types that are not the chunk's own, and how many of them have to be as long as expected. */
    private static final int TRIED = 2_000;

    private static final double FITTING = 0.8;

    private final ChunkSpan span;
    private final ChunkHeader header;
    private final ChunkBytes bytes;
    private final MetadataCache cache;
    private final OtherChunks others;
    private long ownTypesAt = -1;
    private @Nullable ChunkSpan lender;

    /** What of a chunk is wanted: types of others instead of its own, and constants. */
    record Wish(boolean lentTypes, boolean constants) {}

    ChunkOpener(ChunkSpan span, ChunkHeader header, ChunkBytes bytes, MetadataCache cache, OtherChunks others) {
        this.span = span;
        this.header = header;
        this.bytes = bytes;
        this.cache = cache;
        this.others = others;
    }

    private Cursor cursor() {
        return new Cursor(bytes.withWindow(ChunkBytes.WINDOW), header.compressed());
    }

    /**
     * The types of the chunk's events.
     *
     * @throws UnreadableChunkException when there are none to be found
     */
    Metadata types() throws UnreadableChunkException {
        Metadata own = ownTypes();
        if (own != null && cache.hasSeenTwice(own)) {
            return own;
        }
        if (own == null) {
            return lentTypes();
        }
        Metadata beside = otherTypes(others.span(0));
        if (beside == null || !own.contradicts(beside) || areRight(own, beside)) {
            return own;
        }
        lender = others.span(0);
        return own.correctedBy(beside);
    }

    /**
     * Types that another chunk lends.
     *
     * @throws UnreadableChunkException when there is none whose types fit
     */
    Metadata lentTypes() throws UnreadableChunkException {
        List<ChunkSpan> lenders = new ArrayList<>();
        for (ChunkSpan near = others.span(0); near != null; near = others.span(lenders.size())) {
            lenders.add(near);
        }
        lenders.addAll(others.models());
        for (ChunkSpan candidate : lenders) {
            Metadata types = otherTypes(candidate);
            if (types != null && fit(types) >= FITTING) {
                lender = candidate;
                return types;
            }
        }
        String state = ChunkFlaws.stateOf(span);
        throw new UnreadableChunkException(
                (state.isEmpty() ? "the chunk is damaged" : state)
                        + "; what its events look like is lost, and only a recording of the same JDK build, given with it, would tell");
    }

    /** Whether the chunk's own types are more probable than those of the chunk next to it. */
    private boolean areRight(Metadata own, Metadata beside) {
        Metadata third = otherTypes(others.span(1));
        if (third != null && third != beside) {
            return third == own || !own.contradicts(third);
        }
        return third == null && fit(own) >= fit(beside);
    }

    private @Nullable Metadata ownTypes() {
        Metadata own = typesAt(header.metadata());
        if (own != null) {
            return own;
        }
        List<Long> positions = positions(null, EventWalk.METADATA);
        Collections.reverse(positions);
        for (long position : positions) {
            own = typesAt(position);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** The types of another chunk, null when there is none or they can't be read. */
    private @Nullable Metadata otherTypes(@Nullable ChunkSpan other) {
        ChunkHeader of = other == null ? null : other.header();
        if (other == null || of == null || !of.isWritten() || of.metadata() >= other.extent()) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(other.path(), StandardOpenOption.READ)) {
            long from = other.offset() + of.metadata();
            ChunkBytes event = ChunkBytes.of(
                    channel, from, Math.min(Metadata.MAX_BYTES, other.extent() - of.metadata()), new byte[0]);
            return cache.read(new Cursor(event, of.compressed()), 0);
        } catch (IOException | Malformed | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private @Nullable Metadata typesAt(long position) {
        if (position < ChunkHeader.SIZE || position >= bytes.size()) {
            return null;
        }
        try {
            Metadata types = cache.read(cursor(), position);
            ownTypesAt = position;
            return types;
        } catch (Malformed | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** Share of the events that are as long as these types say, in 0..1. */
    private double fit(Metadata types) {
        EventWalk walk = new EventWalk(cursor(), types, header, ChunkHeader.SIZE, bytes.size());
        int tried = 0;
        int fitting = 0;
        while (tried < TRIED && walk.next()) {
            if (walk.type() > Constants.CHECKPOINT) {
                tried++;
                if (walk.isWhole()) {
                    walk.believe();
                    fitting++;
                } else {
                    walk.reject();
                }
            }
        }
        return tried == 0 ? 0 : (double) fitting / tried;
    }

    /** The chunk's constants, as far as there are any. */
    Constants constants(Metadata types) {
        Constants constants = new Constants(types, cursor());
        boolean all = span.state() == State.COMPLETE || span.state() == State.MISSIZED;
        long last = header.constants();
        if (last >= ChunkHeader.SIZE && last < bytes.size()) {
            all &= constants.follow(last);
        } else {
            all &= last == 0 && header.isWritten();
        }
        if (!all || bytes.size() > span.size()) {
            constants.readAll(positions(types, Constants.CHECKPOINT));
        }
        if (!all) {
            constants.setIncomplete();
        }
        return constants;
    }

    /** No constants: what refers to one reads as missing. */
    Constants noConstants(Metadata types) {
        return new Constants(types, cursor());
    }

    /** What the chunk's events refer to; what is missing in this one is looked up in others. */
    ChunkDictionary dictionary(Metadata types, Constants constants) {
        return ChunkDictionary.of(types, constants, bytes, header.compressed(), others);
    }

    private List<Long> positions(@Nullable Metadata types, long type) {
        List<Long> positions = new ArrayList<>();
        EventWalk walk = new EventWalk(cursor(), types, header, ChunkHeader.SIZE, bytes.size());
        while (walk.next()) {
            if (walk.type() == type) {
                positions.add(walk.position());
            }
        }
        return positions;
    }

    /** Where the types are that {@link #types()} gave. */
    TypesPlace typesPlace() {
        return new TypesPlace(ownTypesAt, lender);
    }
}
