package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.Uncaught;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.HandlerSite.Flaw;
import dev.epicenter.model.HandlerSite.Remark;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a catch block's place, by what the agent saw go past it. */
final class HandlerRemarks {
    /** A thread that ends so soon after its catch block ran had nothing else to do. A judgement. */
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private final FailureIndex index;
    private final Observed observed;
    private final Map<Long, Failure> byNumber = new HashMap<>();
    private final Set<Long> uncaught = new HashSet<>();
    private final Map<String, StackTrace> handOvers = new HashMap<>();

    HandlerRemarks(FailureIndex index) {
        this.index = index;
        this.observed = index.observed();
        index.failures().stream().filter(Observed::knows).forEach(f -> byNumber.putIfAbsent(f.number(), f));
        observed.record().uncaught().stream().map(Uncaught::failure).forEach(uncaught::add);
        observed.record().tasks().stream()
                .filter(t -> !t.submittedAt().frames().isEmpty())
                .forEach(t -> handOvers.putIfAbsent(t.name(), t.submittedAt()));
    }

    /** One for each thing that is wrong. */
    List<Remark> of(HandlerCode handler) {
        List<Remark> remarks = new ArrayList<>();
        handOver(handler).map(text -> new Remark(Flaw.AROUND_HAND_OVER, text)).ifPresent(remarks::add);
        outsideLoop(handler).map(text -> new Remark(Flaw.OUTSIDE_LOOP, text)).ifPresent(remarks::add);
        swallowedInterrupts(handler)
                .map(text -> new Remark(Flaw.SWALLOWS_INTERRUPTS, text))
                .ifPresent(remarks::add);
        return remarks;
    }

    /** It covers the line where work is handed over; what the work throws goes to another thread. */
    private Optional<String> handOver(HandlerCode handler) {
        for (Work task : observed.record().tasks()) {
            boolean unheard = task.outcome() == TaskOutcome.FAILED
                    && (uncaught.contains(task.failure()) || task.fetch() == Task.Fetch.NEVER);
            Failure failure = byNumber.get(task.failure());
            if (unheard && failure != null && mayCatch(handler, failure)) {
                Optional<Frame> inside = handOverOf(task).frames().stream()
                        .filter(f -> sameMethod(f, handler.frame()) && handler.covers(f.line()))
                        .findFirst();
                if (inside.isPresent()) {
                    return Optional.of(
                            "It covers line " + inside.get().line() + ", where work is handed over, and not the"
                                    + " work: " + failure.type() + " in "
                                    + task.ranOn().orElse(failure.thread()).display() + " went past it");
                }
            }
        }
        return Optional.empty();
    }

    /** Where a task was handed over; only some of many alike are recorded with it. */
    private StackTrace handOverOf(Work task) {
        return task.submittedAt().frames().isEmpty()
                ? handOvers.getOrDefault(task.name(), StackTrace.EMPTY)
                : task.submittedAt();
    }

    private static boolean sameMethod(Frame a, Frame b) {
        return a.method().equals(b.method()) && a.type().equals(b.type());
    }

    private static boolean mayCatch(HandlerCode handler, Failure failure) {
        return handler.caught().stream()
                .anyMatch(type -> type.equals(failure.type())
                        || type.equals("java.lang.Throwable")
                        || type.equals("java.lang.Exception")
                        || type.equals("java.lang.RuntimeException"));
    }

    /** The thread ended when the block had run: one failure ended what should have gone on. */
    private Optional<String> outsideLoop(HandlerCode handler) {
        if (handler.does().contains("rethrows")
                || handler.does().contains("wraps")
                || handler.does().contains("exits")) {
            return Optional.empty();
        }
        Optional<String> ended = Optional.empty();
        for (Failure failure : index.failures()) {
            for (Handling handling : observed.handlings(failure)) {
                if (handling.site() == handler.site()) {
                    if (!endsThread(handler, handling, failure)) {
                        return Optional.empty(); // a thread that went on proves that it stands inside
                    }
                    ended = Optional.of("Thread " + handling.thread().display() + " ended when it had received "
                            + failure.type() + ": it stands outside of what should have gone on");
                }
            }
        }
        return ended;
    }

    private boolean endsThread(HandlerCode handler, Handling handling, Failure failure) {
        boolean endedByAnother = observed.record().uncaught().stream()
                .anyMatch(u -> u.thread().id() == handling.thread().id());
        if (Wording.termination(failure.type()) || endedByAnother) {
            return false;
        }
        Optional<Instant> end = index.thread(failure)
                .filter(life -> life.thread().id() == handling.thread().id())
                .flatMap(ThreadLife::ended);
        boolean atOnce = end.filter(at -> !at.isBefore(handling.at())
                        && Duration.between(handling.at(), at).compareTo(AT_ONCE) < 0)
                .isPresent();
        List<Frame> frames = failure.stack().frames();
        int covered = -1;
        for (int i = 0; i < frames.size(); i++) {
            if (sameMethod(frames.get(i), handler.frame())
                    && handler.covers(frames.get(i).line())) {
                covered = i;
            }
        }
        // Nothing but the thread's own code is outside of it.
        return atOnce
                && covered >= 0
                && frames.subList(covered + 1, frames.size()).stream().allMatch(f -> InApp.isJdk(f.type()));
    }

    private Optional<String> swallowedInterrupts(HandlerCode handler) {
        long count = observed.record().interrupts().stream()
                .filter(i -> i.site() == handler.site())
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of("It swallows interrupts: the thread does not learn that it was told to end");
    }
}
