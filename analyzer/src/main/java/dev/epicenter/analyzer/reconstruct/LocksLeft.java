package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.analyzer.read.AgentRecord.MethodCode;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.LockLeft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Locks that a failure left behind: it left a method between the line that takes the lock and the one that gives it back, which no
 * {@code finally} repeats. By the agent's maps of the code; locks of {@code java.util.concurrent} and the like, since those of
 * {@code synchronized} are given back by the JVM.
 */
final class LocksLeft {
    private static final Set<String> GIVES_BACK = Set.of("unlock", "release", "unlockRead", "unlockWrite");

    private LocksLeft() {}

    /** In the order of the failures. */
    static List<LockLeft> of(FailureIndex index) {
        return of(index.observed(), index.failures());
    }

    static List<LockLeft> of(Observed observed, List<Failure> failures) {
        Map<String, List<MethodCode>> methods = new HashMap<>();
        for (MethodCode m : observed.record().methods()) {
            if (!m.calls().isEmpty()) {
                methods.computeIfAbsent(m.frame().qualifiedMethod(), k -> new ArrayList<>())
                        .add(m);
            }
        }
        List<LockLeft> left = new ArrayList<>();
        if (!methods.isEmpty()) {
            for (Failure failure : failures) {
                if (Observed.knows(failure)) {
                    find(failure, observed, methods, left);
                }
            }
        }
        return left;
    }

    private static void find(
            Failure failure, Observed observed, Map<String, List<MethodCode>> methods, List<LockLeft> left) {
        Optional<HandlerCode> receiver =
                observed.handlings(failure).stream().findFirst().flatMap(h -> observed.handler(h.site()));
        for (Frame frame : failure.stack().frames()) {
            boolean received = receiver.filter(h -> h.frame().sameMethod(frame) && h.covers(frame.line()))
                    .isPresent();
            if (received) {
                return;
            }
            for (MethodCode method : methods.getOrDefault(frame.qualifiedMethod(), List.of())) {
                boolean same = frame.descriptor().isEmpty()
                        || frame.descriptor().equals(method.frame().descriptor());
                if (same && frame.line() > 0) {
                    held(failure, frame, method.calls()).ifPresent(left::add);
                }
            }
        }
    }

    /** Where compilers put a {@code finally}, the call that gives it back is there twice, on one line. */
    private static Optional<LockLeft> held(Failure failure, Frame frame, List<Member> calls) {
        for (int i = 0; i + 1 < calls.size(); i++) {
            Member takes = calls.get(i);
            Member gives = calls.get(i + 1);
            boolean pair = !GIVES_BACK.contains(takes.name())
                    && GIVES_BACK.contains(gives.name())
                    && takes.owner().equals(gives.owner());
            boolean between = takes.line() < frame.line() && frame.line() < gives.line();
            long repeats = calls.stream()
                    .filter(c -> GIVES_BACK.contains(c.name()) && c.owner().equals(gives.owner()))
                    .count();
            if (pair && between && repeats == 1) {
                return Optional.of(new LockLeft(failure.id(), frame, takes.owner(), takes.line(), gives.line()));
            }
        }
        return Optional.empty();
    }
}
