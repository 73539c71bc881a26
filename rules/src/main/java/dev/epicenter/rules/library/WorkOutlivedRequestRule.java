package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.TaskTree;
import dev.epicenter.rules.Need;
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

/** Finds work that went on after its request. Page: docs/rules/work-outlived-request.md. */
public final class WorkOutlivedRequestRule implements Rule {
    /** Judgement: it works for nobody, with what the next request needs. */
    static final double SCORE = 68;

    private static final RuleInfo INFO = RuleInfo.of(
                    "work-outlived-request",
                    Topic.FAILURE,
                    "Work went on after the request that asked for it",
                    "Finds tasks that were submitted for a request, that nobody waited for, and that ran on after its answer: work for nobody, or an answer that did not wait for what it promised.")
            .needs(Need.TASKS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        TaskTree tree = new TaskTree(in.analysis().tasks());
        Map<String, List<Task>> byWork = new TreeMap<>();
        for (Task task : in.analysis().tasks()) {
            boolean outlived = tree.mark(task)
                    .filter(m -> m == TaskTree.Mark.ORPHAN || m == TaskTree.Mark.SUSPECTED_LEAK)
                    .isPresent();
            if (outlived && Requests.of(in.analysis(), task).isPresent()) {
                byWork.computeIfAbsent(task.name(), k -> new ArrayList<>()).add(task);
            }
        }
        return byWork.values().stream().map(tasks -> finding(in, tasks)).toList();
    }

    private static Finding finding(RuleInput in, List<Task> tasks) {
        Task first = tasks.get(0);
        long running = tasks.stream()
                .filter(t -> t.outcome() == TaskOutcome.UNFINISHED)
                .count();
        List<Failure> failures = tasks.stream()
                .flatMap(t -> t.failure().stream())
                .map(in.facts()::failure)
                .toList();
        return new Draft(INFO, in.facts(), SCORE)
                .summary(Words.sentences(
                        "%s of %s went on after the request %s that had asked for them."
                                .formatted(
                                        Words.plural(tasks.size(), "task"),
                                        first.name(),
                                        Requests.of(in.analysis(), first)
                                                .map(Task::name)
                                                .orElse("")),
                        running == 0 ? "" : Words.count(running) + " had not ended with the recording.",
                        failures.isEmpty()
                                ? ""
                                : Words.count(failures.size()) + " failed, when nobody listened any more."))
                .explanation(
                        "The answer was sent, so that nobody can be told how the work ended. It still holds threads, connections and"
                                + " memory, and a retry of the request starts it once more beside itself.")
                .remedy(
                        "If the answer depends on it, wait for it, with a limit, and cancel what is left (a structured scope does both). If it"
                                + " may come later, hand it to something that survives the process: a queue or an outbox, with an owner who"
                                + " looks at failures.")
                .rests(failures)
                .but(
                        Need.TASK_RUNS.isMet(in.analysis())
                                ? ""
                                : "Only tasks that failed are told one by one: +epicenter.TaskRun#enabled=true records the others.")
                .but("Work that is meant to come later (audit, mail, cache) looks the same.")
                .finding();
    }
}
