package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Interrupt;
import dev.epicenter.analyzer.read.AgentRecord.InterruptStep;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Links of {@code state} from an InterruptedException that a catch block swallowed to what failed because the thread went on:
 * whoever had it interrupted waited for its end, and complains from the method that asked for it.
 */
final class InterruptFinder implements LinkFinder {
    /** Nobody waits longer for a thread that was told to end. A judgement. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public List<Link> find(FailureIndex index, LinkSelection selected) {
        List<Interrupt> interrupts = index.observed().record().interrupts();
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < interrupts.size(); i++) {
            Interrupt swallowed = interrupts.get(i);
            if (swallowed.step() == InterruptStep.SWALLOWED) {
                Optional<Interrupt> asked = request(interrupts, i);
                Optional<Failure> source = index.failures().stream()
                        .filter(f -> Observed.knows(f) && f.number() == swallowed.failure())
                        .findFirst();
                if (asked.isPresent() && source.isPresent()) {
                    complaint(index, asked.get(), source.get()).ifPresent(links::add);
                }
            }
        }
        return links;
    }

    /** The latest request before that was for the thread. */
    private static Optional<Interrupt> request(List<Interrupt> interrupts, int before) {
        Interrupt swallowed = interrupts.get(before);
        for (int i = before - 1; i >= 0; i--) {
            Interrupt one = interrupts.get(i);
            if (one.step() == InterruptStep.REQUESTED && one.thread() == swallowed.thread()) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The first failure after it that was built in the application's method that had asked for the end. */
    private static Optional<Link> complaint(FailureIndex index, Interrupt asked, Failure swallowed) {
        Optional<Frame> asker = asked.stack().frames().stream()
                .filter(f -> index.inApp().contains(f.type()))
                .findFirst();
        if (asker.isEmpty()) {
            return Optional.empty();
        }
        for (Failure later : index.failures()) {
            boolean after = later.id() > swallowed.id()
                    && FailureIndex.between(swallowed, later).compareTo(PATIENCE) < 0;
            boolean same = later.thread().id() == asked.by().id();
            boolean there = later.stack().frames().stream().anyMatch(f -> f.sameMethod(asker.get()));
            if (after && same && there && !later.isCondition() && !later.type().equals(swallowed.type())) {
                boolean waited = index.thread(later)
                        .map(life -> life.waits().stream()
                                .anyMatch(w -> !w.end().isBefore(swallowed.at())
                                        && !w.end().isAfter(later.at())))
                        .orElse(false);
                return Optional.of(new Case(swallowed, later)
                        .with(
                                "interrupt-swallowed",
                                0.7,
                                "The agent saw " + asker.get().display() + " ask for the thread's end by an interrupt,"
                                        + " and a catch block of the thread swallow it")
                        .with(
                                "asker-complains",
                                0.5,
                                "The other was built in the method that had asked for it, by the same thread")
                        .withIf(waited, "woke-from-wait", 0.4, "That thread had waited in between")
                        .withIf(
                                index.seriesOf(later).count() <= 3,
                                "rare",
                                0.25,
                                "It was thrown " + index.seriesOf(later).count() + " time(s) in all")
                        .as(Relation.STATE));
            }
        }
        return Optional.empty();
    }
}
