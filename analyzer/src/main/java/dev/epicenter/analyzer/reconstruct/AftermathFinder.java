package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What other threads met after a condition: a thread that died leaves its queue to fill and its callers to time out, a
 * deadlock lets those who wait time out, a full heap makes everything fail, a shutdown closes what others still use.
 */
final class AftermathFinder implements LinkFinder {
    /** Conditions asked about, the first ones: what comes after many has had its beginning before. */
    private static final int CONDITIONS = 64;

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Link> links = new ArrayList<>();
        Set<Integer> wakeOfEnd = WakeOfEnd.of(index);
        List<RecordedSeries> complaints = index.events().series().stream()
                .filter(s -> !index.first(s).isCondition() && !index.isLookup(index.first(s)))
                .filter(s ->
                        complains(index.first(s)) && index.site(index.first(s)).known())
                .toList();
        index.failures().stream()
                .filter(Failure::isCondition)
                .filter(f -> Condition.of(f.type())
                        .flatMap(AftermathFinder::relation)
                        .isPresent())
                .limit(CONDITIONS)
                .forEach(condition -> complaints.stream()
                        .filter(s -> ends(condition)
                                || !wakeOfEnd.contains(index.first(s).id()))
                        .forEach(s -> suffered(index, selected, condition, s, links)));
        return links;
    }

    private static void suffered(
            FailureIndex index, LinkSelection selected, Failure condition, RecordedSeries series, List<Link> links) {
        Relation relation = Condition.of(condition.type())
                .flatMap(AftermathFinder::relation)
                .orElseThrow();
        if (index.first(series).id() < condition.id()) {
            return;
        }
        for (int id : series.exemplars()) {
            Failure failure = index.failure(id);
            if (selected.into(id).isEmpty()
                    && failure.thread().id() != condition.thread().id()) {
                links.add(link(index, condition, source(index, condition, selected), failure, series, relation));
            }
        }
    }

    /** Whether it is the process's own end, of which comes what complains then. */
    private static boolean ends(Failure condition) {
        return condition.type().equals(Condition.TERMINATED.typeName())
                || condition.type().equals(Condition.EXIT.typeName());
    }

    private static Optional<Relation> relation(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY -> Optional.of(Relation.RESOURCE);
            case THREAD_DEATH -> Optional.of(Relation.ENDED);
            case DEADLOCK, HANG -> Optional.of(Relation.BLOCKED_BY);
            case TERMINATED, EXIT -> Optional.of(Relation.ENDED);
            case STACK_OVERFLOW, GC_PAUSE, CRASH, KILLED, WORK_LOST, TASK_STOPPED -> Optional.empty();
        };
    }

    /** What ended the thread stands for its end; the others for themselves. */
    private static Failure source(FailureIndex index, Failure condition, LinkSelection selected) {
        return selected.into(condition.id())
                .filter(link -> link.relation() == Relation.ENDED)
                .map(link -> index.failure(link.from()))
                .orElse(condition);
    }

    /** Only complaints of waiting in vain, of no room, of a wrong state or of being cancelled. */
    private static boolean complains(Failure failure) {
        return Wording.complains(failure) || failure.type().equals("java.util.concurrent.CancellationException");
    }

    private static Link link(
            FailureIndex index,
            Failure condition,
            Failure source,
            Failure failure,
            RecordedSeries series,
            Relation relation) {
        Failure first = index.failure(series.exemplars().get(0));
        double seconds = FailureIndex.millis(condition, first) / 1000;
        Case made = new Case(source, failure)
                .with(
                        "began-after",
                        0.35,
                        String.format(
                                java.util.Locale.ROOT,
                                "None of its kind was recorded before; the first came %.1f s after",
                                seconds))
                .with("waited-in-vain", 0.25, "It says that something did not come, or that there was no room");
        made.withIf(seconds < 5, "soon-after", 0.15, "It began soon after");
        boolean shared = condition.stack().frames().stream()
                .anyMatch(f -> index.inApp().contains(f.type())
                        && failure.stack().frames().stream()
                                .anyMatch(g -> g.type().equals(f.type())));
        made.againstIf(index.isBackground(failure), "is-background", 0.8, "It is thrown again and again");
        made.withIf(shared, "same-code", 0.25, "Both pass through the same class");
        return made.as(relation);
    }
}
