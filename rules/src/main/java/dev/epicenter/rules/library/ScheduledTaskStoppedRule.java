package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds periodic tasks that ran no more after one exception. Page: docs/rules/scheduled-task-stopped.md. */
public final class ScheduledTaskStoppedRule implements Rule {
    /** Judgement: like {@link LostAsyncFailureRule#SCORE}, and every later run is lost as well. */
    static final double SCORE = 92;

    private static final RuleInfo INFO = RuleInfo.of(
                    "scheduled-task-stopped",
                    Topic.FAILURE,
                    "A periodic task stopped for good",
                    "Finds tasks that were to run again and again and ended with one exception: ScheduledExecutorService and Timer"
                            + " never run a periodic task again once it has thrown, and neither says so.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Whether the incident is the end of a periodic task. */
    static boolean isPeriodic(Facts facts, Incident incident) {
        return switch (incident.symptom().kind()) {
            case TASK_LOST -> PeriodicTask.isMeantBy(incident.symptom().text())
                    || PeriodicTask.on(facts.path(incident)).isPresent();
            case THREAD_DIED -> PeriodicTask.on(facts.path(incident))
                    .filter(PeriodicTask.TIMER::equals)
                    .isPresent();
            case REQUEST_FAILED, HANG, DEADLOCK, EXIT, KILLED, CRASH, OOM -> false;
        };
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Finding> findings = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Incident incident : in.analysis().incidents()) {
            if (isPeriodic(facts, incident)) {
                List<Failure> path = facts.path(incident);
                path.forEach(f -> told.add(f.series()));
                double confidence = facts.confidence(incident, Relation.ENDED).orElse(1.0);
                findings.add(finding(facts, Facts.lastThrown(path), path, confidence));
            }
        }
        for (Facts.Led end : facts.led(Relation.ENDED)) {
            if (isPeriodic(end) && told.add(end.from().series())) {
                findings.add(finding(facts, end.from(), end.both(), end.confidence()));
            }
        }
        return findings;
    }

    private static boolean isPeriodic(Facts.Led end) {
        return PeriodicTask.on(end.from().stack()).isPresent()
                || end.link().evidence().stream().anyMatch(e -> PeriodicTask.isMeantBy(e.text()));
    }

    private Finding finding(Facts facts, Failure ended, List<Failure> all, double confidence) {
        Optional<PeriodicTask> runner = PeriodicTask.on(ended.stack());
        Optional<Frame> task = runner.flatMap(r -> r.task(ended.stack()));
        boolean timer = runner.filter(PeriodicTask.TIMER::equals).isPresent();
        return new Draft(INFO, facts, Score.doubted(SCORE, confidence))
                .summary("The periodic task%s in thread %s threw %s at %s and did not run again%s."
                        .formatted(
                                task.map(f -> " " + f.qualifiedMethod()).orElse(""),
                                ended.thread().display(),
                                facts.told(ended),
                                facts.when(ended.at()),
                                timer ? "; the Timer's only thread died with it, and all its other tasks" : ""))
                .explanation(
                        timer
                                ? "A Timer runs all its tasks on one thread and catches nothing: one exception ends the thread,"
                                        + " cancels every task and makes later schedule() calls throw IllegalStateException."
                                : "scheduleAtFixedRate and scheduleWithFixedDelay run until an execution throws; then the"
                                        + " exception is put into a future that hardly anyone reads and the task is dropped"
                                        + " without a word in any log.")
                .remedy(
                        timer
                                ? "Use a ScheduledExecutorService instead of java.util.Timer, and catch and log Throwable as the"
                                        + " outermost thing each task does."
                                : "Catch and log Throwable as the outermost thing the task does, so that the next run takes"
                                        + " place; watch the ScheduledFuture (isDone() is never true for a healthy periodic"
                                        + " task) or the age of the last successful run.")
                .rests(List.of(ended))
                .rests(all)
                .but("A task that somebody cancelled right after its failure looks the same.")
                .finding();
    }
}
