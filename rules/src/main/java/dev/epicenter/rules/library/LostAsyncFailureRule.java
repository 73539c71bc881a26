package dev.epicenter.rules.library;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import dev.epicenter.rules.facts.Words;
import java.util.List;

/** Finds tasks that failed while nobody asked for their outcome. Page: docs/rules/lost-async-failure.md. */
public final class LostAsyncFailureRule implements Rule {
    /** Judgement: work was lost and nothing else says so, which is as bad as a failure gets without taking others along. */
    static final double SCORE = 90;

    private static final RuleInfo INFO = RuleInfo.of(
                    "lost-async-failure",
                    Topic.FAILURE,
                    "A task failed and nobody read its outcome",
                    "Finds work handed to another thread that ended with an exception which no one ever fetched: the executor or the"
                            + " future keeps it, no log and no handler sees it, and the work is simply missing.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        return facts.incidents(SymptomKind.TASK_LOST).stream()
                .filter(i -> !ScheduledTaskStoppedRule.isPeriodic(facts, i))
                .filter(i -> !facts.symptom(i).type().equals(Condition.WORK_LOST.typeName()))
                .filter(i -> isOfTheApplication(facts, i))
                .map(i -> finding(facts, i))
                .toList();
    }

    /** Whether code of the application ran in the thread where the task was lost: libraries drop futures of their own by design. */
    private static boolean isOfTheApplication(Facts facts, Incident incident) {
        long thread = facts.symptom(incident).thread().id();
        return facts.path(incident).stream()
                .filter(f -> f.thread().id() == thread)
                .anyMatch(facts::concernsApplication);
    }

    private Finding finding(Facts facts, Incident incident) {
        Failure lost = facts.symptom(incident);
        Runner runner = Runner.of(facts.path(incident));
        double confidence = facts.confidence(incident, Relation.ENDED)
                .or(() -> facts.confidence(incident, Relation.ASYNC))
                .orElse(1.0);
        return new Draft(INFO, facts, Score.doubted(SCORE, confidence))
                .summary("%s in thread %s ended a task%s, %s since %s, and no thread asked for the outcome."
                        .formatted(
                                facts.told(lost),
                                lost.thread().display(),
                                runner == Runner.OTHER ? "" : " run by " + runner.name,
                                Words.times(incident.count()),
                                facts.when(incident.first())))
                .explanation(
                        "An exception that leaves a task is stored in its future. Until somebody calls get() or join(), or"
                                + " a later stage handles it, it exists nowhere else: the thread goes back to its pool, the log stays"
                                + " empty, and the caller takes the work for done.")
                .remedy(runner.remedy)
                .rests(List.of(lost))
                .rests(facts.path(incident))
                .concerns(incident)
                .but("A reader that asks for the outcome only after the recording ended would not show.")
                .finding();
    }

    /** Who ran the task, by its stack, and what to do about each. */
    private enum Runner {
        COMPLETABLE_FUTURE(
                "a CompletableFuture",
                "java.util.concurrent.CompletableFuture",
                "End the chain with a stage that sees the failure, .whenComplete((r, e) -> { if (e != null) log.error(…, e); })"
                        + " or .exceptionally(…), or hand the future back to a caller that joins it. A chain that starts with"
                        + " runAsync or supplyAsync and is then dropped needs this most."),
        EXECUTOR(
                "an executor",
                "java.util.concurrent.FutureTask",
                "Keep the Future and call get(), or use execute() instead of submit() so that the thread's"
                        + " UncaughtExceptionHandler is told; for a whole pool, override ThreadPoolExecutor.afterExecute and"
                        + " look into the Future it is given."),
        FORK_JOIN(
                "a ForkJoinPool",
                "java.util.concurrent.ForkJoin",
                "join() or get() the task that was forked, or submit it from a task that does; for work that nobody waits for,"
                        + " catch and report inside the task."),
        OTHER(
                "a pool",
                "",
                "Keep the handle that the hand-over returned and ask it for the outcome, or catch and report as the outermost"
                        + " thing the task does.");

        private final String name;
        private final String prefix;
        private final String remedy;

        Runner(String name, String prefix, String remedy) {
            this.name = name;
            this.prefix = prefix;
            this.remedy = remedy;
        }

        /** The first whose frames are on one of the stacks: a CompletableFuture's task also runs in a ForkJoinPool. */
        static Runner of(List<Failure> failures) {
            for (Runner runner : values()) {
                if (failures.stream().map(Failure::stack).anyMatch(runner::isOn)) {
                    return runner;
                }
            }
            return OTHER;
        }

        private boolean isOn(StackTrace stack) {
            return stack.frames().stream().anyMatch(f -> f.type().startsWith(prefix));
        }
    }
}
