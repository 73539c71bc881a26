package dev.epicenter.analyzer.jfr;

import dev.epicenter.analyzer.jfr.MetadataMender.Mended;
import dev.epicenter.analyzer.jfr.MetadataTree.Element;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chunk anew: some of its events, what those refer to, and a header that says so. Nothing is written but what is whole, so
 * that readers that give up at the first flaw read it. Of a sound chunk, {@link #isSound} says that it need not be.
 */
public final class ChunkRewriter {
    /** How long after its start a chunk may end, if its header does not say when: a day. A judgement. */
    private static final double LONGEST_SECONDS = 86_400;

    /** How far outside of its chunk an event may be: an hour, as in reading. */
    private static final double SLACK_SECONDS = 3_600;

    private static final String SETTING = "jdk.ActiveSetting";

    private final Chunk chunk;
    private final ChunkHeader header;
    private final Metadata types;
    private final EventChoice choice;
    private final TextFilter filter;
    private final Mended metadata;
    private final Set<Long> keptEvents = new HashSet<>();

    /** Types that have constants: JMC gives up a recording with constants of an event's type or of a number's. */
    private final Set<Long> pooled = new HashSet<>();

    private final Layout.Cache layouts;
    private final Map<Long, Route> routes = new HashMap<>();
    private final long[] times = new long[3];
    private long latest;
    private long dropped;
    private long read;
    private final List<Range> gaps = new ArrayList<>();
    private final SortedSet<String> unreadable = new TreeSet<>();
    private boolean flawed;

    /** What is done with the events of a type. */
    private static final class Route {
        final Type type;
        final @Nullable Layout layout;
        final @Nullable Plan plan;
        long count;

        Route(Type type, @Nullable Layout layout, @Nullable Plan plan) {
            this.type = type;
            this.layout = layout;
            this.plan = plan;
        }
    }

    /**
     * What was written.
     *
     * @param bytes   of the chunk, 0 when nothing was
     * @param events  by type, those of which there are any
     * @param dropped events of a type that is not described as it should be, settings of such types, and events whose time is
     *     far outside of the chunk
     * @param lent    constants that were taken from other chunks
     * @param flaws   what of the chunk could not be read as it should be
     * @param endNanos end of the chunk, in nanoseconds since the epoch
     */
    public record Written(
            long bytes, SortedMap<String, Long> events, long dropped, long lent, List<Flaw> flaws, long endNanos) {
        /** How many events. */
        public long total() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private ChunkRewriter(Chunk chunk, EventChoice choice, TextFilter filter) throws IOException {
        this.chunk = chunk;
        this.header = chunk.header();
        this.types = chunk.types();
        this.choice = choice;
        this.filter = filter;
        this.layouts = new Layout.Cache(types, header.compressed());
        this.latest = header.startTicks();
        this.metadata = metadata();
        Element root = metadata.root();
        if (root != null) {
            for (Element type : root.children().get(0).children()) {
                if (MetadataMender.isEvent(type)) {
                    keptEvents.add(type.number("id"));
                } else if (!MetadataMender.isNumber(type)) {
                    pooled.add(type.number("id"));
                }
            }
        }
    }

    /**
     * Writes a chunk.
     *
     * @param choice        which events; the constants that they refer to come with them
     * @param filter        what becomes of the texts in them
     * @param allConstants whether constants that nothing refers to are kept, too
     * @param to            where to, from its current position on; left behind what was written
     */
    public static Written rewrite(
            Chunk chunk, EventChoice choice, TextFilter filter, boolean allConstants, FileChannel to)
            throws IOException {
        return new ChunkRewriter(chunk, choice, filter).write(allConstants, to);
    }

    /**
     * Whether all of a chunk is whole: each event as long as its type, all constants there, nothing in the types that another
     * reader would stop at, and finished.
     *
     * @param beside receives what lies behind the chunk and is none, when it is whole
     */
    public static boolean isSound(Chunk chunk, Consumer<Flaw> beside) throws IOException {
        boolean finished = chunk.span().state() == ChunkSpan.State.COMPLETE
                && chunk.header().finished();
        boolean typed = chunk.typesPlace().lender() == null
                && chunk.typesPlace().own() == chunk.header().metadata();
        boolean whole = typed && chunk.constants().isComplete();
        return finished && whole && new ChunkRewriter(chunk, EventChoice.ALL, TextFilter.KEEP).hasSoundEvents(beside);
    }

    /** How much of a chunk is whole, to choose between copies of it: {@link Long#MAX_VALUE} when all is, else how many events. */
    public static long soundness(Chunk chunk) throws IOException {
        if (isSound(chunk, flaw -> {})) {
            return Long.MAX_VALUE;
        }
        ChunkRewriter rewriter = new ChunkRewriter(chunk, EventChoice.ALL, TextFilter.KEEP);
        rewriter.events(null, null);
        return rewriter.read - rewriter.dropped;
    }

    private boolean hasSoundEvents(Consumer<Flaw> beside) throws IOException {
        if (metadata.root() == null || metadata.removed() > 0) {
            return false;
        }
        long end = chunk.span().size();
        events(ChunkHeader.SIZE, end, null, null);
        long events = read;
        events(end, chunk.bytes().size(), null, null);
        boolean sound =
                !flawed && dropped == 0 && read == events && gaps.stream().allMatch(g -> g.at() >= end);
        if (sound) {
            new ChunkFlaws(chunk.span(), chunk.bytes().size(), events)
                    .of(false, chunk.constants(), gaps, List.of())
                    .forEach(beside);
        }
        return sound;
    }

    private Mended metadata() throws IOException {
        TypesPlace place = chunk.typesPlace();
        Element own = place.own() < 0
                ? null
                : tree(new Cursor(chunk.bytes().withWindow(ChunkBytes.WINDOW), header.compressed()), place.own());
        Element lent = place.lender() == null ? null : lent(place.lender());
        Element root = lent == null ? own : lent;
        if (root == null) {
            return new Mended(null, 0);
        }
        List<Element> extra = own == null || lent == null
                ? List.of()
                : own.children().stream()
                        .filter(c -> c.is("metadata"))
                        .flatMap(m -> m.children().stream())
                        .toList();
        return MetadataMender.mend(root, extra, choice::wantsType);
    }

    private static @Nullable Element lent(ChunkSpan lender) throws IOException {
        ChunkHeader of = lender.header();
        if (of == null) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(lender.path(), StandardOpenOption.READ)) {
            long size = Math.min(Metadata.MAX_BYTES, lender.extent() - of.metadata());
            ChunkBytes event = ChunkBytes.of(channel, lender.offset() + of.metadata(), size, new byte[0]);
            return tree(new Cursor(event, of.compressed()), 0);
        }
    }

    private static @Nullable Element tree(Cursor in, long position) {
        try {
            return MetadataTree.read(in, position);
        } catch (Malformed | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private Written write(boolean allConstants, FileChannel to) throws IOException {
        Element root = metadata.root();
        if (root == null) {
            return new Written(0, new TreeMap<>(), 0, 0, List.of(), header.endNanos());
        }
        ChunkWriter writer = new ChunkWriter(to);
        ConstantCopy constants = new ConstantCopy(chunk, pooled, filter);
        if (allConstants) {
            constants.wantAll();
        }
        events(writer, constants);
        long checkpoint = constants.write(writer);
        Encoder content = new Encoder(header.compressed());
        MetadataTree.write(root, header.startTicks(), header.compressed(), content);
        long at = writer.event(content);
        long duration = Math.max(header.durationNanos(), header.nanosOfSpan(latest - header.startTicks()));
        long size = writer.finish(original(), checkpoint, at, duration);
        SortedMap<String, Long> counts = counts();
        long events = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Flaw> flaws = new ChunkFlaws(chunk.span(), chunk.bytes().size(), events)
                .of(chunk.typesPlace().lender() != null, chunk.constants(), gaps, List.copyOf(unreadable));
        return new Written(size, counts, dropped, constants.lent(), flaws, header.startNanos() + duration);
    }

    private byte[] original() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ChunkHeader.SIZE);
        try (FileChannel channel = FileChannel.open(chunk.span().path(), StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && channel.read(bytes, chunk.span().offset() + bytes.position()) >= 0) {}
        }
        return bytes.array();
    }

    private SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Route route : routes.values()) {
            if (route.count > 0) {
                counts.merge(route.type.name(), route.count, Long::sum);
            }
        }
        return counts;
    }

    /** Goes over the events; writes them when there is somewhere to write them to. */
    private void events(@Nullable ChunkWriter to, @Nullable ConstantCopy constants) throws IOException {
        long end = Math.min(chunk.span().size(), chunk.bytes().size());
        events(ChunkHeader.SIZE, end, to, constants);
        events(end, chunk.bytes().size(), to, constants);
    }

    private void events(long from, long until, @Nullable ChunkWriter to, @Nullable ConstantCopy constants)
            throws IOException {
        if (from >= until) {
            return;
        }
        Cursor in = new Cursor(chunk.bytes().withWindow(ChunkBytes.WINDOW), header.compressed());
        Cursor texts = new Cursor(chunk.bytes().withWindow(ChunkBytes.WINDOW), header.compressed());
        // Only of an event that is kept the references count.
        References found = new References();
        TextCopy copy = new TextCopy(
                new ConstantReader(types, chunk.constants(), texts),
                ConstantCopy.stringType(types),
                header.compressed(),
                filter,
                found);
        EventWalk walk = new EventWalk(in, types, header, from, until);
        while (walk.next()) {
            if (walk.type() > Constants.CHECKPOINT) {
                Route route = route(walk.type());
                if (route.layout == null || route.plan == null) {
                    if (choice.wantsType(route.type.name())) {
                        unreadable.add(route.type.name());
                        dropped++;
                    }
                    continue;
                }
                found.clear();
                int content;
                try {
                    in.seek(walk.position(), walk.size());
                    in.number(4);
                    content = in.at;
                    walk.enter();
                    times[0] = header.startTicks();
                    times[1] = 0;
                    route.plan.run(in, times);
                    walk.enter();
                    copy.copy(route.type, route.layout, content, in);
                } catch (Malformed | IndexOutOfBoundsException e) {
                    flawed = true;
                    walk.reject();
                    continue;
                }
                Encoder bytes = copy.upTo(in, in.end);
                if (in.at < in.end && !walk.isFollowed()) {
                    flawed = true;
                    walk.reject();
                    continue;
                }
                walk.believe();
                read++;
                if (isKept(route) && to != null && constants != null) {
                    to.event(bytes);
                    route.count++;
                    found.tell(constants);
                }
            }
        }
        gaps.addAll(walk.gaps());
    }

    /** Whether the event whose times were read last is to be kept. */
    private boolean isKept(Route route) {
        long end = times[0] + Math.max(0, times[1]);
        if (!isLikely(times[0]) || !isLikely(end)) {
            dropped++;
            return false;
        }
        if (header.durationNanos() == 0) {
            latest = Math.max(latest, end);
        }
        if (route.type.name().equals(SETTING) && !keptEvents.contains(times[2])) {
            Type of = types.type(times[2]);
            dropped += of == null || choice.wantsType(of.name()) ? 1 : 0;
            return false;
        }
        return choice.wants(
                route.type.name(), header.nanosOf(times[0]), header.nanosOf(times[0]) + header.nanosOfSpan(times[1]));
    }

    /** Whether a time can be one of the chunk's: bits flip in times, too. */
    private boolean isLikely(long ticks) {
        double after = (double) (ticks - header.startTicks()) / header.ticksPerSecond();
        double length = header.durationNanos() == 0 ? LONGEST_SECONDS : header.durationNanos() / 1e9;
        return after >= -SLACK_SECONDS && after <= length + SLACK_SECONDS;
    }

    private Route route(long id) {
        Route known = routes.get(id);
        if (known == null) {
            Type type = java.util.Objects.requireNonNull(types.type(id));
            known = new Route(type, null, null);
            if (keptEvents.contains(id)) {
                try {
                    Plan plan = types.elementPlan(
                            type, header.compressed(), List.of("startTime", "duration", "id|settingFor"));
                    known = new Route(type, layouts.of(type), plan);
                } catch (Malformed e) {
                    flawed = true;
                }
            }
            routes.put(id, known);
        }
        return known;
    }

    /** What one event refers to. */
    private static final class References implements TextCopy.References {
        private long[] pairs = new long[64];
        private String[] fields = new String[32];
        private int size;

        void clear() {
            size = 0;
        }

        @Override
        public void to(long type, long id, String field) {
            if (size + 2 > pairs.length) {
                pairs = Arrays.copyOf(pairs, pairs.length * 2);
                fields = Arrays.copyOf(fields, fields.length * 2);
            }
            fields[size / 2] = field;
            pairs[size++] = type;
            pairs[size++] = id;
        }

        void tell(ConstantCopy constants) {
            for (int i = 0; i < size; i += 2) {
                constants.want(pairs[i], pairs[i + 1], fields[i / 2]);
            }
        }
    }
}
