package dev.epicenter.rules.library;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds tasks that begin and never end. Page: docs/rules/task-leak.md. */
public final class TaskLeakRule implements Rule {
    /** Judgement: it ends with the queue, the pool or the memory full. */
    static final double SCORE = 74;

    private static final Parameter MIN_OPEN = Parameter.number("min-open", 10, "tasks of one kind that have not ended");

    /** Parts of the time since the first task of a kind, all but one of which must have seen some begin that did not end. */
    private static final int PARTS = 4;

    /** Share of the recording that this time must have: a program may start up for long, but what began just now need not have ended. */
    private static final double LEAST_SHARE = 0.25;

    private static final RuleInfo INFO = RuleInfo.of(
                    "task-leak",
                    Topic.FAILURE,
                    "Tasks begin and never end",
                    "Finds work that is submitted again and again and does not come to its end: tasks that wait for each other or for something that never comes, or a queue that grows.")
            .needs(Need.TASKS, Need.TASK_RUNS)
            .takes(MIN_OPEN);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Map<String, List<Task>> byWork = new TreeMap<>();
        for (Task task : in.analysis().tasks()) {
            boolean endless = task.kind() == TaskKind.PERIODIC || task.kind() == TaskKind.SHUTDOWN_HOOK;
            if (task.outcome() == TaskOutcome.UNFINISHED
                    && !endless
                    && task.submitted().isPresent()) {
                byWork.computeIfAbsent(task.name(), k -> new ArrayList<>()).add(task);
            }
        }
        return byWork.values().stream()
                .filter(open -> open.size() >= in.number(MIN_OPEN) && isSpread(in, open))
                .map(open -> finding(in, open))
                .toList();
    }

    private static boolean isSpread(RuleInput in, List<Task> open) {
        Instant start = in.analysis().tasks().stream()
                .filter(t -> t.name().equals(open.get(0).name()))
                .flatMap(t -> t.submitted().stream())
                .min(Instant::compareTo)
                .orElseThrow();
        double since = Duration.between(start, in.analysis().recording().end()).toNanos();
        if (since < LEAST_SHARE * in.analysis().recording().length().toNanos()) {
            return false;
        }
        double part = since / PARTS;
        Set<Integer> parts = new HashSet<>();
        for (Task task : open) {
            task.submitted()
                    .map(s -> (int) (Duration.between(start, s).toNanos() / part))
                    .ifPresent(parts::add);
        }
        return parts.size() >= PARTS - 1;
    }

    private static Finding finding(RuleInput in, List<Task> open) {
        Task first = open.get(0);
        long all = in.analysis().tasks().stream()
                .filter(t -> t.name().equals(first.name()))
                .count();
        long begun = open.stream().filter(t -> t.started().isPresent()).count();
        return new Draft(INFO, in.facts(), SCORE)
                .summary(
                        "%s of %s recorded tasks %s had not ended when the recording did, begun all the time since the first of them%s."
                                .formatted(
                                        Words.count(open.size()),
                                        Words.count(all),
                                        first.name(),
                                        begun == 0 ? "" : "; " + Words.count(begun) + " had started to run"))
                .explanation(
                        "Each keeps what it holds: its place in the pool or queue, its arguments, its thread's locals. When most have"
                                + " started they wait for something that does not come; when few have, the pool is busy or stuck and its queue"
                                + " grows.")
                .remedy(
                        "jcmd <pid> Thread.print (Thread.dump_to_file for virtual threads) shows what those that run wait for: give that wait"
                                + " a time-out. Bound the queue, so that submitters learn of it, and cancel what nobody waits for.")
                .but("A load that came in a burst at the end looks the same until it is worked off.")
                .finding();
    }
}
