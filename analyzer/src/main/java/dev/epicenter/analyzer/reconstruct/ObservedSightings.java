package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.StackTrace;
import java.util.List;
import java.util.Optional;

/** What only the agent sees of one process, beside failures, catch blocks and tasks. */
final class ObservedSightings {
    private ObservedSightings() {}

    static Sightings of(FailureIndex index, ObservedHandlers handlers, int process) {
        AgentRecord record = index.observed().record();
        if (record == AgentRecord.NONE) {
            return Sightings.NONE;
        }
        List<ExecutorShutdown> shutdowns = record.shutdowns().stream()
                .map(s -> new ExecutorShutdown(
                        s.at(),
                        s.thread(),
                        s.executor(),
                        s.immediate(),
                        s.abandoned(),
                        caller(s.stack(), index.inApp())))
                .toList();
        return new Sightings(
                new ObservedInterrupts(index, handlers).all(),
                CatchTiming.of(index, handlers, process).stream().toList(),
                shutdowns,
                LocksLeft.of(index));
    }

    /** The application's innermost method on a stack, else the innermost that is not the JDK's. */
    static Optional<Frame> caller(StackTrace stack, InApp inApp) {
        return stack.frames().stream()
                .filter(f -> inApp.contains(f.type()))
                .findFirst()
                .or(() -> stack.frames().stream()
                        .filter(f -> !InApp.isJdk(f.type()))
                        .findFirst());
    }
}
