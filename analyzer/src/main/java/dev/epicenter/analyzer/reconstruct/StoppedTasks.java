package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.analyzer.read.TaskActivity;
import dev.epicenter.analyzer.read.ThreadLife;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Periodic tasks that do not run any more after an exception: ScheduledThreadPoolExecutor drops one silently when it throws
 * (its Javadoc: "subsequent executions are suppressed"), Timer's thread ends. Signs: nothing of the task is recorded after
 * the exception although the recording goes on, and the scheduler's thread no longer wakes in the old rhythm.
 */
final class StoppedTasks {
    /** Rest of the recording after the exception, at least, before its silence means anything. */
    private static final Duration REST = Duration.ofMillis(500);

    private final RecordedEvents events;
    private final Background background;

    StoppedTasks(RecordedEvents events, Background background) {
        this.events = events;
        this.background = background;
    }

    List<Supposed> find() {
        List<Supposed> found = new ArrayList<>();
        for (TaskActivity task : events.tasks()) {
            lastOf(task).flatMap(last -> ending(task, last)).ifPresent(found::add);
        }
        return found;
    }

    /** The last failure thrown from within the task. */
    private Optional<Failure> lastOf(TaskActivity task) {
        Failure last = null;
        for (RecordedSeries series : events.series()) {
            if (series.stack().frames().stream().anyMatch(f -> f.sameMethod(task.entry()))) {
                Failure candidate = events.failures()
                        .get(series.exemplars().get(series.exemplars().size() - 1));
                last = last == null || candidate.id() > last.id() ? candidate : last;
            }
        }
        return Optional.ofNullable(last);
    }

    private Optional<Supposed> ending(TaskActivity task, Failure last) {
        Instant end = events.timeline()
                .shutdown()
                .map(s -> s.at())
                .orElse(events.recording().end());
        Duration rest = Duration.between(last.at(), end);
        boolean silent = !task.last().isAfter(last.at().plusMillis(20));
        if (!silent || rest.compareTo(REST) < 0 || background.of(last.series()) || Wording.termination(last.type())) {
            return Optional.empty();
        }
        Supposed ending = new Supposed(
                Condition.TASK_STOPPED,
                last.at().plusNanos(1),
                last.thread(),
                StackTrace.EMPTY,
                "The periodic task " + task.entry().qualifiedMethod() + " did not run again",
                Optional.of(last));
        ending.with(
                "nothing-after", 0.35, "Nothing of the task was recorded in the " + rest.toMillis() + " ms after it");
        habit(ending, task, last, rest);
        rhythm(ending, last, end);
        long before = events.series().stream()
                .filter(s -> s.stack().frames().stream().anyMatch(f -> f.sameMethod(task.entry())))
                .mapToLong(RecordedSeries::count)
                .sum();
        if (before <= 2) {
            ending.with("first-exception", 0.3, "It is the only exception that left the task's code in the recording");
        }
        return Optional.of(ending);
    }

    /** How much of the task would have been recorded after it, had it gone on as before. */
    private static void habit(Supposed ending, TaskActivity task, Failure last, Duration rest) {
        double before = seconds(task.first(), last.at());
        if (task.events() < 3 || before <= 0) {
            return;
        }
        double expected = task.events() / before * (rest.toNanos() / 1e9);
        if (expected >= 2) {
            ending.with(
                    "went-quiet",
                    expected >= 6 ? 0.7 : 0.4,
                    String.format(
                            java.util.Locale.ROOT,
                            "Until then %d events of the task were recorded; at that rate %.0f more would have been",
                            task.events(),
                            expected));
        }
    }

    /** Whether the scheduler's threads woke regularly before and don't after. */
    private void rhythm(Supposed ending, Failure last, Instant end) {
        List<Instant> wakeUps = new ArrayList<>();
        for (ThreadLife life : events.threads()) {
            if (life.thread()
                    .name()
                    .replaceAll("\\d+", "#")
                    .equals(last.thread().name().replaceAll("\\d+", "#"))) {
                life.waits().stream()
                        .filter(w -> w.stack().frames().stream().anyMatch(StoppedTasks::schedulerWait))
                        .forEach(w -> wakeUps.add(w.end()));
            }
        }
        List<Instant> before =
                wakeUps.stream().filter(w -> !w.isAfter(last.at())).sorted().toList();
        long after = wakeUps.stream()
                .filter(w -> w.isAfter(last.at()) && w.isBefore(end.minusMillis(50)))
                .count();
        if (before.size() < 3) {
            return;
        }
        double rate = before.size() / Math.max(1e-3, seconds(before.get(0), last.at()));
        double expected = rate * seconds(last.at(), end);
        if (after == 0 && expected >= 2) {
            ending.with(
                    "scheduler-fell-silent",
                    0.7,
                    "Its scheduler's threads had woken " + before.size() + " times before, and never after");
        } else if (after < 0.8 * expected) {
            ending.with("scheduler-slowed", 0.35, "Its scheduler's threads woke less often after it");
        }
    }

    private static boolean schedulerWait(Frame frame) {
        return frame.type().startsWith("java.util.concurrent.ScheduledThreadPoolExecutor$")
                || frame.type().equals("java.util.TimerThread");
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
