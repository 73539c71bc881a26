package dev.epicenter.rules.library;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Relation;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds threads that an exception ended. Page: docs/rules/uncaught-exception.md. */
public final class UncaughtExceptionRule implements Rule {
    /** Judgement: the thread's work ends with it, yet unlike a lost task it at least reaches a handler or standard error. */
    static final double SCORE = 85;

    /** Confidence below which it is said with a "probably": in a stock recording a thread that handled it and was done looks the same. */
    private static final double LIKELY = 0.75;

    private static final RuleInfo INFO = RuleInfo.of(
                    "uncaught-exception",
                    Topic.FAILURE,
                    "An uncaught exception ended a thread",
                    "Finds threads that ended because an exception or error left their run method: whatever that thread was there"
                            + " for is not done any more, unless something starts another one.")
            .needs(Need.anyOf("the end of threads or recorded exceptions", "jdk.ThreadEnd", "jdk.JavaExceptionThrow"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Death> deaths = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Incident incident : facts.incidents(SymptomKind.THREAD_DIED)) {
            List<Failure> path = facts.path(incident);
            path.forEach(f -> told.add(f.series()));
            if (!ScheduledTaskStoppedRule.isPeriodic(facts, incident)) {
                double confidence = facts.confidence(incident, Relation.ENDED).orElse(1.0);
                deaths.add(new Death(Facts.lastThrown(path), path, incident.count(), confidence));
            }
        }
        for (Facts.Led end : facts.led(Relation.ENDED)) {
            if (end.to().type().equals(Condition.THREAD_DEATH.typeName())
                    && !facts.isConstant(end.from())
                    && (end.confidence() >= LIKELY || facts.concernsApplication(end.from()))
                    && told.add(end.from().series())
                    && PeriodicTask.on(end.from().stack()).isEmpty()) {
                deaths.add(new Death(end.from(), end.both(), end.count(), end.confidence()));
            }
        }
        return deaths.stream()
                .collect(Collectors.groupingBy(Death::kind, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> finding(facts, same))
                .toList();
    }

    /**
     * The end of a thread.
     *
     * @param last what it ended with: an exception, or a condition where that is not recorded
     */
    private record Death(Failure last, List<Failure> path, long count, double confidence) {
        /** Those of one pool whose exception is not recorded are alike; the others are told apart by it. */
        String kind() {
            return last.isCondition()
                    ? last.type() + " " + Words.threadGroup(last.thread().display())
                    : "failure " + last.id();
        }
    }

    private static Finding finding(Facts facts, List<Death> same) {
        Death first = same.stream()
                .min(Comparator.comparing((Death d) -> d.last.at()).thenComparing(d -> d.last.id()))
                .orElseThrow();
        Failure last = first.last;
        List<Failure> path = first.path;
        long count = Math.max(same.size(), first.count);
        double confidence = same.stream().mapToDouble(Death::confidence).max().orElseThrow();
        boolean likely = confidence >= LIKELY;
        String thread = last.thread().display();
        boolean pooled = last.stack().passes("java.util.concurrent.ThreadPoolExecutor", "runWorker");
        String what = last.isCondition()
                ? "Thread %s ended by an exception that the recording does not hold (%s)"
                        .formatted(thread, Words.type(last.type()))
                : likely
                        ? "%s left the run method of thread %s and ended it".formatted(facts.told(last), thread)
                        : "%s was the last of thread %s, which ended right after it, probably by it"
                                .formatted(facts.told(last), thread);
        String repeated = same.size() > 1
                ? ", and so did %s more like it".formatted(Words.plural(same.size() - 1L, "thread"))
                : count > 1 ? ", %s in all".formatted(Words.times(count)) : "";
        return new Draft(INFO, facts, Score.doubted(SCORE, confidence))
                .summary("%s at %s%s.".formatted(what, facts.when(last.at()), repeated))
                .explanation(
                        Words.sentences(
                                "An exception that nobody catches goes to the thread's UncaughtExceptionHandler and, without one, to"
                                        + " standard error, past the application's log.",
                                pooled
                                        ? "The pool replaces its worker, so the loss shows only as a task that never finished and a"
                                                + " thread number that went up."
                                        : thread.equals("main")
                                                ? "When main ends this way the JVM lives on as long as another non-daemon thread does: a"
                                                        + " process that is up and does nothing."
                                                : "A thread started by hand is not replaced: its queue fills and its waiters wait."))
                .remedy(
                        "Install a handler that logs, Thread.setDefaultUncaughtExceptionHandler(…), and decide at the top of"
                                + " the thread's loop what may end it: catch per item, log, go on; let an Error end the process rather"
                                + " than one thread of it.")
                .rests(List.of(last))
                .rests(path)
                .rests(same.stream().map(Death::last).toList())
                .but(
                        likely || last.isCondition()
                                ? ""
                                : "That nobody caught it is concluded from the time alone (confidence %s): a thread that handled it as its last deed looks the same."
                                        .formatted(Words.share(confidence)))
                .finding();
    }
}
