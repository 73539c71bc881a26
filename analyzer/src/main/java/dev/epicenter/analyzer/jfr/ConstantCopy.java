package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.Constants.Pool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the constants that are wanted and those that they refer to, and writes them. What the chunk does not have, since it was
 * torn, is taken from other chunks of the same JVM where it has the same number there.
 */
final class ConstantCopy {
    /** Bytes of constants in one checkpoint, about. */
    private static final int BATCH = 1 << 20;

    /** Bytes that a constant has at most; a stack of 2,048 frames has 30 kB. */
    private static final int MAX_BYTES = 1 << 20;

    /** Where a constant is: nowhere, in the chunk itself, made up, or in one of the chunks that may lend. */
    private static final int MISSING = 0;

    private static final int OWN = 1;
    private static final int LOST = 2;
    private static final int LENT = 3;

    private static final List<String> NAME = List.of("name");

    private static final List<String> NAME_AND_PACKAGE = List.of("name", "package");

    private final Chunk chunk;
    private final Set<Long> writable;
    private final TextFilter filter;
    private final Map<Long, LongTable> wanted = new TreeMap<>();
    private final List<@Nullable Source> sources = new ArrayList<>();
    private final LostNames lostNames;
    private long[] queue = new long[256];
    private int queued;
    private int lent;

    /** A chunk that constants are taken from. */
    private final class Source {
        final Chunk of;
        final Cursor in;
        final Layout.Cache layouts;
        final ConstantReader reader;
        final TextCopy copy;

        Source(Chunk of, TextFilter filter) {
            this.of = of;
            boolean compressed = of.header().compressed();
            this.in = new Cursor(of.bytes().withWindow(ChunkBytes.WINDOW), compressed);
            this.layouts = new Layout.Cache(of.types(), compressed);
            Cursor texts = new Cursor(of.bytes().withWindow(ChunkBytes.WINDOW), compressed);
            this.reader = new ConstantReader(of.types(), of.constants(), texts);
            this.copy = new TextCopy(reader, stringType(of.types()), compressed, filter, ConstantCopy.this::want);
        }

        /**
         * A class is not copied without its name, nor a package: readers take one from the other, and a package's name off its class's without
         * looking whether it is that long.
         */
        private boolean isNamed(Type type, long id) {
            if (type.name().equals(Type.CLASS)) {
                ConstantReader.Values values = reader.values(type.name(), id, NAME_AND_PACKAGE);
                String name = values == null ? null : values.text(0);
                String place = values == null ? null : values.text(1);
                return name != null && (place == null || place.length() < name.length());
            }
            if (!type.name().equals("jdk.types.Package")) {
                return true;
            }
            ConstantReader.Values values = reader.values(type.name(), id, NAME);
            return values != null && values.text(0) != null;
        }

        /** Copies a constant; false when it is not there or broken. */
        boolean copy(long type, long id) {
            Pool pool = of.constants().pool(type);
            long position = pool == null ? -1 : pool.position(id);
            if (pool == null || position < 0) {
                return false;
            }
            try {
                in.seekUpTo(position, MAX_BYTES);
                byte first = in.bytes[in.at];
                boolean refersToItself =
                        first == Cursor.STRING_CONSTANT && pool.type.name().equals(Type.STRING);
                boolean nameless =
                        first == Cursor.STRING_NULL && pool.type.name().equals(LostNames.SYMBOL);
                if (refersToItself || nameless || !isNamed(pool.type, id)) {
                    return false;
                }
                copy.copy(pool.type, layouts.of(pool.type), in.at, in);
                return true;
            } catch (Malformed | IndexOutOfBoundsException e) {
                return false;
            }
        }
    }

    /**
     * @param writable numbers of the types that the written chunk has
     */
    ConstantCopy(Chunk chunk, Set<Long> writable, TextFilter filter) {
        this.chunk = chunk;
        this.writable = writable;
        this.filter = filter;
        this.lostNames = new LostNames(chunk.types());
        this.sources.add(null); // missing
        this.sources.add(new Source(chunk, filter));
        this.sources.add(null); // made up
    }

    /** Number of the type of strings that are constants, -1 when there is none. */
    static long stringType(Metadata types) {
        Type strings = types.type(Type.STRING);
        return strings == null ? -1 : strings.id();
    }

    /**
     * Wants a constant.
     *
     * @param field that refers to it
     */
    void want(long type, long id, String field) {
        lostNames.refersTo(id, field);
        LongTable known = wanted.computeIfAbsent(type, t -> new LongTable());
        if (known.get(id) < 0) {
            known.put(id, MISSING);
            if (queued + 2 > queue.length) {
                queue = Arrays.copyOf(queue, queue.length * 2);
            }
            queue[queued++] = type;
            queue[queued++] = id;
        }
    }

    /** Wants all that the chunk has. */
    void wantAll() {
        for (Pool pool : chunk.constants().pools()) {
            pool.forEach((id, position) -> want(pool.type.id(), id, ""));
        }
    }

    /** Finds what is wanted, and what that refers to. */
    private void find() {
        while (queued > 0) {
            long id = queue[--queued];
            long type = queue[--queued];
            if (writable.contains(type)) {
                int source = sourceOf(type, id);
                if (source != MISSING) {
                    wanted.computeIfAbsent(type, t -> new LongTable()).put(id, source);
                    lent += source >= LENT ? 1 : 0;
                }
            }
        }
    }

    private int sourceOf(long type, long id) {
        if (source(OWN).copy(type, id)) {
            return OWN;
        }
        Type of = chunk.types().type(type);
        if (of == null) {
            return MISSING;
        }
        int lender = isTorn() && hasLastingNumbers(of.name()) ? lender(of, id) : MISSING;
        if (lender != MISSING || !lostNames.hasFor(of, id)) {
            return lender;
        }
        lostNames.add(of, id, new Encoder(chunk.header().compressed()), this::want);
        return LOST;
    }

    /** Whether constants may be missing; what a whole chunk does not have, others do not have either. */
    private boolean isTorn() {
        return !chunk.constants().isComplete()
                || !chunk.header().finished()
                || chunk.bytes().size() > chunk.span().size();
    }

    private int lender(Type of, long id) {
        for (int i = 0; ; i++) {
            Chunk lender = chunk.ownDictionary().kin(i);
            if (lender == null) {
                return MISSING;
            }
            if (sources.size() <= LENT + i) {
                sources.add(isAlike(lender) ? new Source(lender, filter) : null);
            }
            Source source = sources.get(LENT + i);
            if (source != null && of.equals(lender.types().type(of.id())) && source.copy(of.id(), id)) {
                return LENT + i;
            }
        }
    }

    private boolean isAlike(Chunk lender) {
        return lender.header().compressed() == chunk.header().compressed()
                && !chunk.types().contradicts(lender.types());
    }

    private Source source(int number) {
        return Objects.requireNonNull(sources.get(number));
    }

    /** Whether constants of a type have the same number in all chunks of a JVM. */
    private static boolean hasLastingNumbers(String type) {
        return switch (type) {
            case Type.STRING, Type.STACK_TRACE, "jdk.types.ChunkHeader", "jdk.types.Reference" -> false;
            default -> !type.startsWith("jdk.types.OldObject");
        };
    }

    /** How many constants were taken from other chunks. */
    int lent() {
        return lent;
    }

    /**
     * Writes what was wanted.
     *
     * @return position of the last checkpoint
     */
    long write(ChunkWriter to) throws IOException {
        find();
        boolean compressed = chunk.header().compressed();
        Encoder batch = new Encoder(compressed);
        Encoder entries = new Encoder(compressed);
        int pools = 0;
        long last = 0;
        for (Map.Entry<Long, LongTable> type : wanted.entrySet()) {
            long[] ids = found(type.getValue());
            for (int i = 0; i < ids.length; ) {
                entries.clear();
                int count = 0;
                for (; i < ids.length && entries.size() < BATCH; i++) {
                    count += add(type.getKey(), ids[i], (int) type.getValue().get(ids[i]), entries);
                }
                if (count > 0) {
                    batch.number(type.getKey(), 8);
                    batch.number(count, 4);
                    batch.add(entries);
                    pools++;
                }
                if (batch.size() >= BATCH) {
                    last = checkpoint(batch, pools, last, to);
                    batch.clear();
                    pools = 0;
                }
            }
        }
        // There has to be one: a chunk without is read by nobody.
        return pools > 0 || last == 0 ? checkpoint(batch, pools, last, to) : last;
    }

    private static long[] found(LongTable ids) {
        long[] found = new long[ids.size()];
        int[] count = {0};
        ids.forEach((id, source) -> {
            if (source != MISSING) {
                found[count[0]++] = id;
            }
        });
        long[] sorted = Arrays.copyOf(found, count[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    private int add(long type, long id, int source, Encoder to) {
        if (source == LOST) {
            to.number(id, 8);
            lostNames.add(Objects.requireNonNull(chunk.types().type(type)), id, to, this::want);
            return 1;
        }
        Source from = source(source);
        if (!from.copy(type, id)) {
            return 0;
        }
        to.number(id, 8);
        to.add(from.copy.upTo(from.in, from.in.at));
        return 1;
    }

    private long checkpoint(Encoder pools, int count, long last, ChunkWriter to) throws IOException {
        Encoder event = new Encoder(chunk.header().compressed());
        event.number(Constants.CHECKPOINT, 8);
        event.number(chunk.header().startTicks(), 8);
        event.number(0, 8); // duration
        event.number(last == 0 ? 0 : last - to.position(), 8);
        event.single(0); // kind of checkpoint
        event.number(count, 4);
        event.add(pools);
        return to.event(event);
    }
}
