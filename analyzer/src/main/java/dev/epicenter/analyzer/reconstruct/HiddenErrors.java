package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.Resources.Recursing;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Errors that HotSpot threw itself, which leave no event, and that somebody caught and wrapped: the wrapper's message names them, or
 * it was built with a cause right after its thread had been sampled deep in a recursion.
 */
final class HiddenErrors {
    private static final String STACK = "java.lang.StackOverflowError";
    private static final String MEMORY = "java.lang.OutOfMemoryError";

    /** From the last sample in the recursion to the wrapper: unwinding takes milliseconds. A judgement. */
    private static final Duration SOON = Duration.ofMillis(200);

    /** Memory that ran out so long before is what a wrapper speaks of. A judgement. */
    private static final Duration SAME_MEMORY = Duration.ofSeconds(5);

    /** A failure so long before the wrapper may be its cause. A judgement. */
    private static final Duration RECENT = Duration.ofSeconds(1);

    /** Failures of one kind that are asked. */
    private static final int ASKED = 5;

    private final RecordedEvents events;
    private final List<Supposed> exhausted;

    private HiddenErrors(RecordedEvents events, List<Supposed> exhausted) {
        this.events = events;
        this.exhausted = exhausted;
    }

    /**
     * The errors that are not known otherwise, each with the failure that wraps it.
     *
     * @param exhausted what is known of memory that ran out; gets the failures that name it
     */
    static List<Supposed> find(RecordedEvents events, List<Supposed> exhausted) {
        return new HiddenErrors(events, exhausted).find();
    }

    private List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        for (RecordedSeries series : events.series()) {
            if (!series.type().equals(STACK) && !series.type().equals(MEMORY)) {
                series.exemplars().stream()
                        .limit(ASKED)
                        .map(events.failures()::get)
                        .forEach(f -> hidden(f).ifPresent(found::add));
            }
        }
        return found;
    }

    private Optional<Supposed> hidden(Failure failure) {
        String message = failure.message().orElse("");
        Optional<Recursing> recursing = events.resources().recursing().stream()
                .filter(r ->
                        r.thread().id() == failure.thread().id() && !r.first().isAfter(failure.at()))
                .filter(r -> Duration.between(r.last(), failure.at()).compareTo(SOON) <= 0)
                .findFirst();
        if (message.contains(STACK) && !isRecorded(STACK, failure)) {
            return Optional.of(named(Condition.STACK_OVERFLOW, STACK, failure, recursing));
        }
        if (message.contains(MEMORY) && !isRecorded(MEMORY, failure)) {
            Optional<Supposed> known = exhausted.stream()
                    .filter(s -> s.condition == Condition.OUT_OF_MEMORY && !s.at.isAfter(failure.at()))
                    .filter(s -> Duration.between(s.at, failure.at()).compareTo(SAME_MEMORY) <= 0)
                    .findFirst();
            known.filter(s -> s.effect().isEmpty()).ifPresent(s -> s.by(Relation.CAUSE)
                    .leadsTo(failure)
                    .with("names-it", 0.85, "Its message names " + MEMORY + ", and memory had run out"));
            return known.isPresent()
                    ? Optional.empty()
                    : Optional.of(named(Condition.OUT_OF_MEMORY, MEMORY, failure, Optional.empty()));
        }
        boolean hasCause = ConstructorCall.of(failure.stack()) == ConstructorCall.CAUSE_KEPT;
        return recursing.filter(r -> hasCause && !threwBefore(failure)).map(r -> wrapped(failure, r));
    }

    /** Whether the error has an event after all, as one has that Java code built. */
    private boolean isRecorded(String type, Failure wrapper) {
        return events.series().stream()
                .anyMatch(s -> s.type().equals(type) && !s.first().isAfter(wrapper.at()));
    }

    /** Whether its thread threw something that may be the cause. */
    private boolean threwBefore(Failure wrapper) {
        return events.failures().stream()
                .filter(f -> f.id() < wrapper.id()
                        && f.thread().id() == wrapper.thread().id())
                .anyMatch(f -> Duration.between(f.at(), wrapper.at()).compareTo(RECENT) <= 0);
    }

    private Supposed named(Condition condition, String error, Failure wrapper, Optional<Recursing> recursing) {
        return error(condition, wrapper, recursing, error + " was thrown by the JVM itself, which leaves no event")
                .with("names-it", 0.85, "Its message names " + error + ", of which there is no event");
    }

    private Supposed wrapped(Failure wrapper, Recursing recursing) {
        return error(
                        Condition.STACK_OVERFLOW,
                        wrapper,
                        Optional.of(recursing),
                        "The stack of thread " + wrapper.thread().display() + " was used up")
                .with(
                        "deep-in-recursion",
                        0.5,
                        "Its thread was sampled deep in a recursion through "
                                + recursing.frame().display() + " right before")
                .with("cause-not-recorded", 0.3, "It was built with a cause");
    }

    private Supposed error(Condition condition, Failure wrapper, Optional<Recursing> recursing, String what) {
        return new Supposed(
                        condition,
                        wrapper.at().minusNanos(1),
                        wrapper.thread(),
                        new StackTrace(
                                List.of(),
                                recursing.map(r -> List.of(r.frame())).orElse(List.of()),
                                false),
                        what
                                + recursing
                                        .map(r -> " by a recursion through "
                                                + r.frame().display())
                                        .orElse(""),
                        Optional.empty())
                .seenIn(recursing.isPresent() ? "jdk.ExecutionSample" : "jdk.JavaExceptionThrow")
                .by(Relation.CAUSE)
                .leadsTo(wrapper);
    }
}
