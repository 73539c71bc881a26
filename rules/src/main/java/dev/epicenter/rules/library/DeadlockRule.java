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
import dev.epicenter.rules.facts.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds threads that wait for each other in a circle. Page: docs/rules/deadlock.md. */
public final class DeadlockRule implements Rule {
    /** Judgement: it never resolves itself; only a restart helps. The JVM's own deadlock search does not err. */
    static final double SCORE = 98;

    private static final RuleInfo INFO = RuleInfo.of(
                    "deadlock",
                    Topic.FAILURE,
                    "Threads wait for each other in a circle",
                    "Finds deadlocks that a thread dump in the recording reports: threads that each hold a lock the next one waits"
                            + " for, and will for ever.")
            .needs(Need.anyOf("thread dumps", "jdk.ThreadDump"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<Integer, Failure> circles = new LinkedHashMap<>();
        for (Failure failure : in.analysis().graph().failures()) {
            if (failure.type().equals(Condition.DEADLOCK.typeName())) {
                circles.putIfAbsent(failure.series(), failure);
            }
        }
        for (Incident incident : facts.incidents(SymptomKind.DEADLOCK)) {
            boolean told = facts.path(incident).stream().anyMatch(f -> circles.containsKey(f.series()));
            if (!told) {
                Failure symptom = facts.symptom(incident);
                circles.putIfAbsent(symptom.series(), symptom);
            }
        }
        return circles.values().stream().map(c -> finding(facts, c)).toList();
    }

    private Finding finding(Facts facts, Failure circle) {
        List<Failure> blocked = facts.led(Relation.BLOCKED_BY).stream()
                .filter(l -> l.from().series() == circle.series())
                .map(Facts.Led::to)
                .toList();
        return new Draft(INFO, facts, SCORE)
                .summary(Words.sentences(
                        "A deadlock was first seen at %s%s%s."
                                .formatted(
                                        facts.when(circle.at()),
                                        circle.stack().frames().isEmpty() ? "" : " at " + facts.site(circle),
                                        circle.message()
                                                .map(m -> ": " + Words.line(m, 300))
                                                .orElse("")),
                        blocked.isEmpty()
                                ? ""
                                : "It made %s fail."
                                        .formatted(Words.list(
                                                blocked.stream()
                                                        .map(facts::what)
                                                        .distinct()
                                                        .toList(),
                                                3))))
                .explanation(
                        "Each of the threads holds what the next one needs. They never go on, and every other thread that"
                                + " comes to one of these locks joins them; the time-outs and full pools that follow are consequences.")
                .remedy(
                        "Restart to get the process back. Then take the locks in the same order everywhere, or hold only one at a"
                                + " time and call no foreign code while holding it; where neither can be had, use"
                                + " ReentrantLock.tryLock(timeout). To see the circle live: jcmd <pid> Thread.print -l.")
                .rests(List.of(circle))
                .rests(blocked)
                .but(
                        "It began before it was seen: JFR takes a thread dump only now and then (everyChunk or every 60 s).")
                .finding();
    }
}
