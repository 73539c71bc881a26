package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.Resources;
import dev.epicenter.analyzer.read.Resources.Refusal;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Memory that ran out. HotSpot's own OutOfMemoryError leaves no event, but the collections before it do: full ones that free
 * next to nothing, one after the other, with the heap at its limit. Of the metaspace, and where a heap dump was made, the JVM says
 * itself that it could not give any.
 */
final class Exhaustion {
    /**
     * Share of the heap still in use after a collection from which on it counts as full. Below 1, since collectors keep room
     * that cannot be used (a survivor space, a region). A judgement.
     */
    private static final double FULL = 0.85;

    /** Share, and collections in a row, from which on it counts as exhausted even though no thread is seen to die of it. */
    private static final double BRIM = 0.93;

    private static final int MANY = 3;

    /**
     * Share of the time, and collections in a row, from which on it counts as exhausted, too: HotSpot itself gives up after five in a row
     * that take 98 % (GCTimeLimit; "GC overhead limit exceeded").
     */
    private static final double ALL_THE_TIME = 0.9;

    private static final int OVERHEAD = 5;

    /** Collections that follow each other faster than this were asked for by one allocation that failed. A judgement. */
    private static final Duration IN_A_ROW = Duration.ofSeconds(1);

    /** A thread that met the full heap ends so soon after. A judgement. */
    static final Duration DEATH = Duration.ofSeconds(2);

    /** Share of the samples or bytes from which on something is said to fill the memory. A judgement. */
    private static final double MUCH = 0.2;

    /** Samples of one kind that are no accident. A judgement. */
    private static final int SAMPLES = 3;

    private Exhaustion() {}

    static List<Supposed> find(RecordedEvents events) {
        List<Supposed> found = new ArrayList<>();
        heap(events).ifPresent(found::add);
        metaspace(events).ifPresent(found::add);
        return found;
    }

    private static Optional<Supposed> heap(RecordedEvents events) {
        long max = events.timeline().maxHeapBytes();
        Optional<Refusal> refused = refusals(events, Refusal.HEAP).findFirst();
        List<Resources.Collection> vain = max <= 0 ? List.of() : inVain(events, max);
        Optional<Instant> since = vain.stream().findFirst().map(Resources.Collection::at);
        Optional<ThreadLife> died = since.flatMap(at -> died(events, at));
        double share = share(vain);
        boolean overhead = vain.size() >= OVERHEAD && share >= ALL_THE_TIME;
        boolean certain =
                overhead || vain.size() >= MANY && vain.get(vain.size() - 1).usedAfterBytes() >= BRIM * max;
        if (refused.isEmpty() && (vain.isEmpty() || !certain && died.isEmpty())) {
            return Optional.empty();
        }
        String full = vain.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d collections in a row left it %.0f %% full of %d MiB%s",
                        vain.size(),
                        100.0 * vain.get(vain.size() - 1).usedAfterBytes() / max,
                        max >> 20,
                        overhead ? String.format(Locale.ROOT, ", and took %.0f %% of the time", 100 * share) : "");
        String dumped = refused.isEmpty() ? "" : "the JVM wrote a heap dump because of an OutOfMemoryError";
        String message =
                "Java heap: " + full + (full.isEmpty() || dumped.isEmpty() ? "" : "; ") + dumped + filledBy(events);
        if (refused.isPresent()) {
            Refusal r = refused.get();
            StackTrace stack = r.stack().frames().isEmpty() ? site(events, Optional.of(r.thread())) : r.stack();
            return Optional.of(condition(r.at(), r.thread(), stack, message).seenIn(r.event()));
        }
        Instant at = vain.get(vain.size() - 1).at();
        ThreadRef thread = died.map(ThreadLife::thread).orElse(ThreadRef.UNKNOWN);
        Instant when = died.flatMap(ThreadLife::ended)
                .filter(e -> e.isBefore(at))
                .map(e -> e.minusNanos(1))
                .orElse(at);
        return Optional.of(condition(when, thread, site(events, died.map(ThreadLife::thread)), message));
    }

    /** Share of the time that a row of collections took of it, in 0..1; 0 where it is one at most. */
    private static double share(List<Resources.Collection> row) {
        if (row.size() < 2) {
            return 0;
        }
        Instant first = row.get(0).at();
        Instant last = row.get(row.size() - 1).at();
        double paused = row.stream()
                .limit(row.size() - 1L)
                .mapToLong(Resources.Collection::pauseNanos)
                .sum();
        return Math.min(1, paused / Math.max(1, Duration.between(first, last).toNanos()));
    }

    private static Supposed condition(Instant at, ThreadRef thread, StackTrace stack, String message) {
        return new Supposed(Condition.OUT_OF_MEMORY, at, thread, stack, message, Optional.empty());
    }

    private static Stream<Refusal> refusals(RecordedEvents events, String... of) {
        return events.resources().refusals().stream().filter(r -> List.of(of).contains(r.what()));
    }

    /**
     * Where the thread that died allocated most; when none is seen to have died, where what lives longest was allocated, else where the
     * most was. Never the JDK itself, if there is anybody else.
     */
    static StackTrace site(RecordedEvents events, Optional<ThreadRef> died) {
        Stream<Frame> allocating = events.resources().allocations().stream()
                .filter(a -> died.isEmpty() || a.thread().id() == died.get().id())
                .map(Resources.Allocation::site);
        Stream<Frame> keeping = events.resources().oldObjects().stream()
                .filter(o -> died.isEmpty())
                .map(Resources.OldObject::site);
        Optional<Frame> site = Stream.concat(keeping, allocating)
                .filter(f -> !f.type().isEmpty())
                .min(Comparator.comparing(f -> InApp.isJdk(f.type())));
        return new StackTrace(List.of(), site.map(List::of).orElse(List.of()), false);
    }

    /** Who fills the heap: what old-object samples show to live long, and the site that allocated much of it all. */
    static String filledBy(RecordedEvents events) {
        String old = events.resources().oldObjects().stream()
                .findFirst()
                .filter(o -> o.count() >= SAMPLES)
                .map(o -> "; the longest-lived objects sampled are " + o.type()
                        + (o.site().type().isEmpty()
                                ? ""
                                : ", allocated in " + o.site().display()))
                .orElse("");
        long all = events.resources().allocations().stream()
                .mapToLong(Resources.Allocation::bytes)
                .sum();
        return old
                + events.resources().allocations().stream()
                        .findFirst()
                        .filter(a -> a.bytes() >= MUCH * all && !a.site().type().isEmpty())
                        .map(a -> String.format(
                                Locale.ROOT,
                                "; %.0f %% of what was allocated was in %s by %s",
                                100.0 * a.bytes() / all,
                                a.site().display(),
                                a.thread().display()))
                        .orElse("");
    }

    /** The last run of collections that left the heap full, two or more in a row. */
    private static List<Resources.Collection> inVain(RecordedEvents events, long max) {
        List<Resources.Collection> run = new ArrayList<>();
        List<Resources.Collection> longest = List.of();
        for (Resources.Collection c : events.resources().collections()) {
            boolean full = wholeHeap(c) && c.usedAfterBytes() >= FULL * max;
            boolean follows = run.isEmpty()
                    || Duration.between(run.get(run.size() - 1).at(), c.at()).compareTo(IN_A_ROW) < 0;
            if (!full || !follows) {
                run = new ArrayList<>();
            }
            if (full) {
                run.add(c);
            }
            if (run.size() >= 2 && run.size() >= longest.size()) {
                longest = List.copyOf(run);
            }
        }
        return longest;
    }

    /** Whether the collector went through the whole heap: only then what it left is what is in use. */
    private static boolean wholeHeap(Resources.Collection c) {
        return c.name().contains("Old") || c.name().contains("Full") || c.name().contains("MarkSweep");
    }

    /**
     * The metaspace was full. The JVM says so (jdk.MetaspaceOOM); where that event is off, HotSpot collects once more with cleared
     * soft references before it gives up, and says so in the cause ({@code GCCause::_metadata_GC_clear_soft_refs}).
     */
    private static Optional<Supposed> metaspace(RecordedEvents events) {
        List<Refusal> refused =
                refusals(events, Refusal.METASPACE, Refusal.CLASS_SPACE).toList();
        List<Resources.Collection> last = events.resources().collections().stream()
                .filter(c -> c.cause().startsWith("Metadata GC Clear Soft Ref"))
                .toList();
        if (refused.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        String limit = events.resources().maxMetaspaceBytes() > 0
                ? " of " + (events.resources().maxMetaspaceBytes() >> 20) + " MiB"
                : "";
        if (!refused.isEmpty()) {
            Refusal r = refused.get(0);
            Optional<Failure> error = error(events, r.at());
            ThreadRef asked = error.map(Failure::thread).orElse(r.thread());
            ThreadRef thread = asked.name().isEmpty()
                    ? died(events, r.at()).map(ThreadLife::thread).orElse(asked)
                    : asked;
            String message = r.what() + limit + ": " + refused.size()
                    + (refused.size() == 1 ? " request was" : " requests were") + " refused" + loadedBy(events);
            Supposed full = condition(r.at(), thread, r.stack(), message).seenIn(r.event());
            error.ifPresent(e -> full.by(Relation.RESOURCE)
                    .leadsTo(e)
                    .with("refused-before", 0.95, "The JVM refused it metaspace, and threw the error that says so"));
            return Optional.of(full);
        }
        Instant at = last.get(last.size() - 1).at();
        ThreadRef thread = died(events, at).map(ThreadLife::thread).orElse(ThreadRef.UNKNOWN);
        return Optional.of(condition(
                at,
                thread,
                StackTrace.EMPTY,
                Refusal.METASPACE + limit + ": " + last.size() + " collections of last resort were made for it"
                        + loadedBy(events)));
    }

    /** The error that came of a refusal, where somebody recorded it: the JVM's own events don't. */
    private static Optional<Failure> error(RecordedEvents events, Instant refused) {
        return events.failures().stream()
                .filter(f -> f.type().equals("java.lang.OutOfMemoryError"))
                .filter(f -> f.message().filter(Exhaustion::ofMetaspace).isPresent())
                .filter(f -> !f.at().isBefore(refused) && f.at().isBefore(refused.plus(DEATH)))
                .findFirst();
    }

    /** As HotSpot words it. */
    private static boolean ofMetaspace(String message) {
        return message.equals("Metaspace") || message.equals("Compressed class space");
    }

    /** Which loaders hold much of the metaspace; the JDK's own three are always there. */
    private static String loadedBy(RecordedEvents events) {
        List<Resources.Loaders> loaders = events.resources().loaders();
        long all = loaders.stream().mapToLong(Resources.Loaders::bytes).sum();
        return loaders.stream()
                .filter(l ->
                        l.loaders() > 1 || !InApp.isJdk(l.type()) && !l.type().isEmpty())
                .max(Comparator.comparingLong(Resources.Loaders::bytes))
                .filter(l -> l.bytes() >= MUCH * all)
                .map(l -> String.format(
                        Locale.ROOT,
                        "; %d class loaders of %s with %d classes hold %.0f %% of it",
                        l.loaders(),
                        l.type(),
                        l.classes(),
                        100.0 * l.bytes() / all))
                .orElse("");
    }

    /** A thread that ended while the heap was full, without an exception of its own just before. */
    private static Optional<ThreadLife> died(RecordedEvents events, Instant from) {
        return events.threads().stream()
                .filter(t -> t.ended().isPresent() && t.ended().get().isAfter(from))
                .filter(t -> t.ended().get().isBefore(from.plus(DEATH)))
                .filter(t ->
                        !InApp.isJdk(t.thread().name()) && !t.thread().name().isEmpty())
                .filter(t -> events.failures().stream()
                        .noneMatch(f -> f.thread().id() == t.thread().id()
                                && Duration.between(f.at(), t.ended().get())
                                                .abs()
                                                .toMillis()
                                        < 50))
                .min(Comparator.comparing(t -> t.ended().get()));
    }
}
