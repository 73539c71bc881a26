package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds failed work that belongs to no request. Page: docs/rules/no-request-context.md. */
public final class NoRequestContextRule implements Rule {
    /** Judgement: the failure is known, whom it hurt is not. */
    static final double SCORE = 48;

    private static final Parameter MIN_REQUESTS =
            Parameter.number("min-requests", 5, "requests answered from which work that belongs to none is odd");

    private static final RuleInfo INFO = RuleInfo.of(
                    "no-request-context",
                    Topic.FAILURE,
                    "A failure belongs to no request",
                    "Finds failed tasks that go back to no request in a process that answers requests: the context was lost on a hand-over, by a queue or a thread of its own, and nobody can tell which request the failure belongs to.")
            .needs(Need.TASKS)
            .takes(MIN_REQUESTS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Task> tasks = in.analysis().tasks();
        long requests = tasks.stream().filter(t -> t.kind() == TaskKind.REQUEST).count();
        if (requests < in.number(MIN_REQUESTS)) {
            return List.of();
        }
        Map<String, List<Task>> byWork = new TreeMap<>();
        for (Task task : tasks) {
            boolean own = task.kind() == TaskKind.PERIODIC
                    || task.kind() == TaskKind.TIMER
                    || task.kind() == TaskKind.SHUTDOWN_HOOK;
            if (task.outcome() == TaskOutcome.FAILED
                    && !own
                    && Requests.of(in.analysis(), task).isEmpty()) {
                byWork.computeIfAbsent(task.name(), k -> new ArrayList<>()).add(task);
            }
        }
        return byWork.values().stream().map(failed -> finding(in, failed)).toList();
    }

    private static Finding finding(RuleInput in, List<Task> failed) {
        List<Failure> failures = failed.stream()
                .flatMap(t -> t.failure().stream())
                .map(in.facts()::failure)
                .toList();
        return new Draft(INFO, in.facts(), SCORE)
                .summary("%s of %s failed that %s to no request%s, in a process that answered %s."
                        .formatted(
                                Words.plural(failed.size(), "task"),
                                failed.get(0).name(),
                                failed.size() == 1 ? "belongs" : "belong",
                                failures.isEmpty()
                                        ? ""
                                        : ", the first with " + in.facts().told(failures.get(0)),
                                Words.count(in.analysis().tasks().stream()
                                        .filter(t -> t.kind() == TaskKind.REQUEST)
                                        .count())))
                .explanation(
                        "Most work here knows for which request it runs. This does not, so that its failures can't be tied to a user,"
                                + " a trace or an order, and logs of both sides do not meet.")
                .remedy(
                        "Hand the context on where the work is handed over: wrap the executor (Context.taskWrapping of OpenTelemetry,"
                                + " ContextSnapshot of Micrometer), copy the MDC in the task, or start a trace of its own for work that has no"
                                + " request, so that it has a name at least.")
                .rests(failures)
                .but("Work that the process does for itself has no request to belong to.")
                .finding();
    }
}
