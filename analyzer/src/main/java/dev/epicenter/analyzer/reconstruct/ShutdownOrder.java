package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.dump.DumpedThread;
import dev.epicenter.analyzer.dump.ThreadDump;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Names;
import dev.epicenter.model.Shutdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How orderly a JVM shut down: its hooks, what was thrown meanwhile, who kept it alive, who was at work when it ended. The recorder is
 * a shutdown hook itself: it takes a last thread dump and ends the recording while the other hooks still run.
 */
final class ShutdownOrder {
    /** The recorder's own. */
    private static final String RECORDER = "JFR Shutdown Hook";

    private static final int NAMED = 4;

    private final RecordedEvents events;
    private final Shutdown shutdown;
    private final List<ThreadLife> hooks;
    private final Optional<ThreadDump> last;

    ShutdownOrder(RecordedEvents events, Shutdown shutdown, List<ThreadDump> dumps) {
        this.events = events;
        this.shutdown = shutdown;
        this.hooks = events.threads().stream()
                .filter(t -> t.started().isPresent() && !t.started().get().isBefore(shutdown.at()))
                .filter(t -> t.startedBy().passes("java.lang.ApplicationShutdownHooks", "runHooks"))
                .filter(t -> !t.thread().name().equals(RECORDER))
                .toList();
        this.last = dumps.stream().filter(d -> !d.at().isBefore(shutdown.at())).reduce((earlier, later) -> later);
    }

    /** The dump that was taken during the shutdown. */
    Optional<ThreadDump> last() {
        return last;
    }

    /** In sentences: how long, which hooks, what was thrown, who had kept the JVM alive. */
    String told() {
        List<String> parts = new ArrayList<>();
        parts.add(Math.max(
                        0,
                        Duration.between(shutdown.at(), events.recording().end())
                                .toMillis()) + " ms of the shutdown are recorded");
        parts.add(
                hooks.isEmpty()
                        ? "the application has no shutdown hook"
                        : "hooks: "
                                + Blocked.names(hooks.stream().map(this::hook).toList(), NAMED));
        thrown().ifPresent(parts::add);
        keptAlive().ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private String hook(ThreadLife hook) {
        String name = hook.thread().display();
        if (hook.ended().isPresent()) {
            return name + " took "
                    + Duration.between(
                                    hook.started().orElseThrow(), hook.ended().get())
                            .toMillis() + " ms";
        }
        return name + " had not ended"
                + dumped(hook).map(t -> ": it " + Blocked.doing(t)).orElse("");
    }

    private Optional<DumpedThread> dumped(ThreadLife hook) {
        return last.flatMap(d -> d.named(hook.thread().name()))
                .filter(t -> !t.frames().isEmpty());
    }

    /** What was thrown since it began; hooks that failed are named. */
    private Optional<String> thrown() {
        List<Failure> since = events.failures().stream()
                .filter(f -> !f.at().isBefore(shutdown.at()))
                .toList();
        if (since.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> ids = hooks.stream().map(h -> h.thread().id()).collect(Collectors.toSet());
        List<String> failed = since.stream()
                .filter(f -> ids.contains(f.thread().id()))
                .map(f -> f.thread().display() + " " + Names.simple(f.type()))
                .distinct()
                .toList();
        String all = since.size() + (since.size() == 1 ? " exception was" : " exceptions were") + " thrown meanwhile";
        return Optional.of(failed.isEmpty() ? all : all + ", in hooks: " + Blocked.names(failed, NAMED));
    }

    /** Where main has ended, the JVM lives on with the threads that are no daemons. */
    private Optional<String> keptAlive() {
        if (last.flatMap(d -> d.named("DestroyJavaVM")).isEmpty()) {
            return Optional.empty();
        }
        List<String> names = last.get().threads().stream()
                .filter(t -> !t.daemon() && !t.state().isEmpty())
                .filter(t -> !t.name().equals("DestroyJavaVM") && !t.name().equals(RECORDER))
                .filter(t -> hooks.stream().noneMatch(h -> h.thread().name().equals(t.name())))
                .map(DumpedThread::name)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("main had ended before, and "
                        + (names.size() == 1 ? "a thread that is no daemon" : "threads that are no daemons")
                        + " kept the JVM alive: " + Blocked.names(names, NAMED));
    }

    /** Threads that were in the middle of work when the last dump was taken, the surest first. */
    List<AtWork> atWork() {
        return last.stream()
                .flatMap(d -> d.threads().stream())
                .filter(t ->
                        !t.name().equals(shutdown.thread().name()) && !t.name().equals(RECORDER))
                .filter(t -> hooks.stream().noneMatch(h -> h.thread().name().equals(t.name())))
                .map(AtWork::of)
                .flatMap(Optional::stream)
                .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                .toList();
    }

    /** In words, a hook that had not ended, and so may wait until the work is done. */
    Optional<String> unfinishedHook() {
        return hooks.stream().filter(h -> h.ended().isEmpty()).findFirst().map(h -> "The hook " + hook(h));
    }

    /** Hooks that ran. */
    List<ThreadLife> hooks() {
        return hooks;
    }
}
