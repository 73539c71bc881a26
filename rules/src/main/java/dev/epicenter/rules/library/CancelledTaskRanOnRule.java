package dev.epicenter.rules.library;

import dev.epicenter.model.Cancellation;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.Task;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds tasks that ran on after they were cancelled. Page: docs/rules/cancelled-task-ran-on.md. */
public final class CancelledTaskRanOnRule implements Rule {
    /** Judgement: whoever cancelled it takes its thread and what it changes for free. */
    static final double SCORE = 68;

    private static final Parameter PATIENCE =
            Parameter.duration("patience", Duration.ofSeconds(1), "how long a task may run on after it was cancelled");

    private static final RuleInfo INFO = RuleInfo.of(
                    "cancelled-task-ran-on",
                    Topic.FAILURE,
                    "A cancelled task ran on",
                    "Finds tasks that were cancelled while they ran and went on: cancelling a future settles its outcome and, at best, interrupts its thread; it stops no code.")
            .needs(Need.TASKS)
            .takes(PATIENCE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Map<String, List<Task>> byWork = new TreeMap<>();
        for (Task task : in.analysis().tasks()) {
            boolean ranOn = task.cancellation()
                    .flatMap(Cancellation::ranOn)
                    .filter(t -> t.compareTo(in.duration(PATIENCE)) >= 0)
                    .isPresent();
            if (ranOn) {
                byWork.computeIfAbsent(task.name(), k -> new ArrayList<>()).add(task);
            }
        }
        return byWork.values().stream().map(tasks -> finding(in, tasks)).toList();
    }

    private static Finding finding(RuleInput in, List<Task> tasks) {
        Cancellation first = tasks.get(0).cancellation().orElseThrow();
        Duration longest = tasks.stream()
                .flatMap(t -> t.cancellation().flatMap(Cancellation::ranOn).stream())
                .max(Duration::compareTo)
                .orElseThrow();
        long open = tasks.stream()
                .filter(t -> t.cancellation().filter(Cancellation::over).isEmpty())
                .count();
        return new Draft(INFO, in.facts(), SCORE)
                .summary(Words.sentences(
                        "%s of %s ran on after %s had cancelled %s, for up to %s."
                                .formatted(
                                        Words.plural(tasks.size(), "task"),
                                        tasks.get(0).name(),
                                        first.by().display(),
                                        tasks.size() == 1 ? "it" : "them",
                                        Words.duration(longest)),
                        why(in, tasks, first),
                        open == 0 ? "" : Words.count(open) + " had not ended with the recording."))
                .explanation(
                        "Whoever waits for a cancelled future goes on at once and believes the work to be over. It still holds its thread and"
                                + " its locks and changes what it was to change, beside whatever is done instead.")
                .remedy(
                        "Cancel with cancel(true), and let the work look for it: Thread.interrupted() in loops, waits that can be interrupted,"
                                + " time-outs on input and output. A CompletableFuture never interrupts: give its work a flag to look at.")
                .rests(new EventRef(
                        "epicenter.TaskCancelled", first.at(), first.by().display(), List.of()))
                .but("Work that undoes what it had begun after an interrupt looks the same.")
                .finding();
    }

    private static String why(RuleInput in, List<Task> tasks, Cancellation first) {
        if (!first.interrupt()) {
            return "Nothing told it to stop: it was cancelled without an interrupt.";
        }
        return in.analysis().sightings().interrupts().stream()
                .filter(i -> i.task().filter(id -> id == tasks.get(0).id()).isPresent())
                .findFirst()
                .map(Interrupt::reaction)
                .map(reaction -> switch (reaction) {
                    case SWALLOWED -> "A catch block swallowed the interrupt.";
                    case NOTICED -> "It noticed the interrupt and went on all the same.";
                    case NONE_SEEN -> "Nothing shows that it noticed the interrupt.";
                })
                .orElse("No interrupt came of it.");
    }
}
