package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links of {@code remote} where nothing recorded the requests: recordings that are given together are of processes that work
 * together, so what one failed of, ended of or lost a thread of leads to the outbreak of complaints in another that something does
 * not answer, refuses or is full. Where the complaints tell how long they had waited, {@link WaitCase} decides.
 */
final class PeerLinks {
    /** What fails in one process is felt in the others so soon, where they work together all the time. A judgement. */
    private static final Duration FELT = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(2);

    /** Clocks of one machine, and the order in which two processes' events are written, differ by no more. A judgement. */
    private static final Duration SKEW = Duration.ofMillis(100);

    /** With a link as firm as this there is nothing to look for. */
    private static final double EXPLAINED = 0.6;

    /** Kinds of failure in other processes that are asked about one kind of complaint. */
    private static final int MOST = 64;

    /** A kind that is thrown more often breaks nothing by itself. A judgement. */
    private static final int RARE = 20;

    /** Share of the confidence that complaints have which came after those that are explained. */
    private static final double STILL = 0.95;

    private final List<Failure> failures;
    private final List<FailureSeries> series;
    private final Map<Integer, Link> into;
    private final Map<Integer, Link> outOf = new HashMap<>();

    /** What may have been felt elsewhere: as it was thrown, and how it ended. */
    private record Source(Failure failure, Optional<Condition> ended, FailureSeries series) {}

    /**
     * @param failures of all processes on the common clock, in time order
     * @param into     the link chosen into each failure so far
     */
    PeerLinks(List<Failure> failures, List<FailureSeries> series, Map<Integer, Link> into) {
        this.failures = failures;
        this.series = series;
        this.into = into;
        into.values().forEach(link -> outOf.putIfAbsent(link.from(), link));
    }

    /** The best link into each failure that one explains. */
    List<Link> find() {
        List<Source> sources = series.stream().flatMap(s -> source(s).stream()).toList();
        Map<Integer, Link> best = new HashMap<>();
        for (FailureSeries s : series) {
            if (complains(first(s))) {
                ofSeries(s, sources, best);
            }
        }
        return List.copyOf(best.values());
    }

    private void ofSeries(FailureSeries complaints, List<Source> sources, Map<Integer, Link> best) {
        Failure onset = Outbreak.of(complaints.exemplars(), failures);
        List<Failure> open = complaints.exemplars().stream()
                .map(failures::get)
                .filter(f -> !into.containsKey(f.id()) || into.get(f.id()).confidence() < EXPLAINED)
                .limit(MOST)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Failure end = open.get(open.size() - 1);
        List<Source> before = sources.stream()
                .filter(s -> s.failure().thread().process() != onset.thread().process())
                .filter(s -> s.failure().at().isBefore(end.at().plus(SKEW)))
                .toList();
        List<Link> found = new ArrayList<>();
        before.stream()
                .skip(Math.max(0, before.size() - MOST))
                .forEach(s -> found.addAll(links(s, before, complaints, onset, open)));
        found.forEach(link -> best.merge(link.to(), link, PeerLinks::better));
        if (found.isEmpty()) {
            return;
        }
        Link firmest = found.stream().reduce(PeerLinks::better).orElseThrow();
        Failure last = failures.get(found.stream().mapToInt(Link::from).max().orElseThrow());
        open.stream()
                .filter(f -> f.id() > firmest.to() && !best.containsKey(f.id()))
                .forEach(f -> best.put(f.id(), again(firmest, last, f)));
    }

    private static Link better(Link a, Link b) {
        return a.confidence() >= b.confidence() ? a : b;
    }

    private static Link again(Link firmest, Failure source, Failure complaint) {
        return new Case(source, complaint)
                .with(
                        "same-complaint-linked",
                        STILL * firmest.confidence(),
                        "An earlier one of its kind was led to by what failed in the other process; what was wrong then"
                                + " may still be")
                .as(Relation.REMOTE);
    }

    private List<Link> links(
            Source source, List<Source> all, FailureSeries complaints, Failure onset, List<Failure> open) {
        List<Failure> kept =
                source.series().exemplars().stream().map(failures::get).toList();
        List<Link> waited = new WaitCase(
                        new WaitCase.Kind(kept, source.series().count()),
                        open,
                        t -> Wording.told(t).isPresent()
                                ? Duration.ofMillis(Wording.told(t).getAsLong())
                                : Duration.ZERO)
                .cases(false, complaints.background()).stream()
                        .flatMap(made -> made.ifWorthIt(Relation.REMOTE).stream())
                        .toList();
        boolean late = source.failure().at().isAfter(onset.at().plus(SKEW));
        if (!waited.isEmpty()
                || complaints.background()
                || late
                || source.failure().id() >= onset.id()) {
            return waited;
        }
        return felt(source, all, onset).map(List::of).orElse(List.of());
    }

    private Optional<Link> felt(Source source, List<Source> all, Failure onset) {
        Duration gap = FailureIndex.between(source.failure(), onset);
        if (gap.compareTo(FELT) > 0) {
            return Optional.empty();
        }
        Case made = new Case(source.failure(), onset);
        boolean process = source.ended().filter(PeerLinks::endsProcess).isPresent();
        made.withIf(process, "peer-ended", 0.5, "The other process ended, or could not go on");
        made.withIf(
                !process && source.ended().isPresent(), "peer-lost-thread", 0.35, "A thread of the other ended of it");
        made.with("began-after", 0.2, "The complaints broke out " + gap.toMillis() + " ms after it");
        made.withIf(gap.compareTo(SOON) < 0, "soon-after", 0.25, "They broke out within two seconds");
        boolean only = all.stream()
                .filter(s -> s.failure().id() < onset.id())
                .filter(s -> FailureIndex.between(s.failure(), onset).compareTo(FELT) < 0)
                .map(Source::failure)
                .allMatch(f -> f.id() == source.failure().id());
        made.withIf(only, "nothing-else", 0.2, "Nothing else unusual had failed in the other processes shortly before");
        return made.ifWorthIt(Relation.REMOTE);
    }

    private static boolean endsProcess(Condition condition) {
        return switch (condition) {
            case EXIT, TERMINATED, KILLED, CRASH, OUT_OF_MEMORY, DEADLOCK, HANG -> true;
            case STACK_OVERFLOW, GC_PAUSE, WORK_LOST, THREAD_DEATH, TASK_STOPPED -> false;
        };
    }

    /** What stands for a kind: a condition for what led to it; a failure for itself, if it is rare and nobody else's. */
    private Optional<Source> source(FailureSeries of) {
        Failure first = first(of);
        Optional<Condition> condition = Condition.of(first.type());
        if (condition.isPresent()) {
            boolean ended = endsProcess(condition.get())
                    || condition.get() == Condition.THREAD_DEATH
                    || condition.get() == Condition.TASK_STOPPED;
            Link link = into.get(first.id());
            Failure source = link == null ? first : failures.get(link.from());
            return ended ? Optional.of(new Source(source, condition, seriesOf(source))) : Optional.empty();
        }
        boolean stands = !of.background()
                && of.site().inApp()
                && of.count() <= RARE
                && !complains(first)
                && !CleanUp.in(first)
                && WaitFinder.mayBeWaitedFor(first)
                && of.exemplars().stream().noneMatch(outOf::containsKey);
        return stands ? Optional.of(new Source(first, Optional.empty(), of)) : Optional.empty();
    }

    private FailureSeries seriesOf(Failure failure) {
        return series.get(failure.series());
    }

    private Failure first(FailureSeries of) {
        return failures.get(of.exemplars().get(0));
    }

    /** Only complaints that somebody does not answer, is not there or takes no more. */
    private static boolean complains(Failure failure) {
        return !failure.isCondition()
                && (Wording.remote(failure) || Wording.timeout(failure) || Wording.exhausted(failure));
    }
}
