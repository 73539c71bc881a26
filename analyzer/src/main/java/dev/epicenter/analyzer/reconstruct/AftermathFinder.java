package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What other threads met after a condition: a thread that died leaves its queue to fill and its callers to time out, a
 * deadlock lets those who wait time out, a full heap makes everything fail.
 */
final class AftermathFinder implements LinkFinder {
    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Link> links = new ArrayList<>();
        for (Failure condition : index.failures()) {
            Optional<Relation> relation = Condition.of(condition.type()).flatMap(AftermathFinder::relation);
            if (relation.isEmpty()) {
                continue;
            }
            for (RecordedSeries series : index.events().series()) {
                for (int id : series.exemplars()) {
                    Failure failure = index.failure(id);
                    boolean open = selected.into(id).isEmpty();
                    if (open && suffers(index, condition, failure, series)) {
                        links.add(link(
                                index, condition, source(index, condition, selected), failure, series, relation.get()));
                    }
                }
            }
        }
        return links;
    }

    private static Optional<Relation> relation(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY -> Optional.of(Relation.RESOURCE);
            case THREAD_DEATH -> Optional.of(Relation.ENDED);
            case DEADLOCK -> Optional.of(Relation.BLOCKED_BY);
            case STACK_OVERFLOW, GC_PAUSE, HANG, CRASH, EXIT, KILLED, TASK_STOPPED -> Optional.empty();
        };
    }

    /** What ended the thread stands for its end; the others for themselves. */
    private static Failure source(FailureIndex index, Failure condition, LinkSelection selected) {
        return selected.into(condition.id())
                .filter(link -> link.relation() == Relation.ENDED)
                .map(link -> index.failure(link.from()))
                .orElse(condition);
    }

    /** Only complaints of waiting in vain, of other threads, that were not there before; a dump may be later than the lock. */
    private static boolean suffers(FailureIndex index, Failure condition, Failure failure, RecordedSeries series) {
        return !failure.isCondition()
                && failure.thread().id() != condition.thread().id()
                && (Wording.timeout(failure) || Wording.exhausted(failure))
                && !index.isBackground(failure)
                && !index.inApp().site(failure.stack()).equals(dev.epicenter.model.Site.UNKNOWN)
                && series.exemplars().stream().map(index::failure).noneMatch(f -> f.id() < condition.id())
                && condition.id() < failure.id();
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
        made.withIf(shared, "same-code", 0.25, "Both pass through the same class");
        return made.as(relation);
    }
}
