package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Relation;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds failures because something limited was used up. Page: docs/rules/pool-exhausted.md. */
public final class PoolExhaustedRule implements Rule {
    /** Judgement: from then on everything that needs the resource fails, and it does not come back by itself after a leak. */
    static final double SCORE = 85;

    /** Judgement: a full pool that refuses work may be the overload protection that somebody wanted. */
    static final double SATURATED_SCORE = 60;

    /** How {@code ThreadPoolExecutor.toString()}, in the message of its AbortPolicy, starts while the pool is alive. */
    private static final String RUNNING = "[Running,";

    private static final RuleInfo INFO = RuleInfo.of(
                    "pool-exhausted",
                    Topic.FAILURE,
                    "A limited resource was used up",
                    "Finds failures that go back to something limited being used up, such as the connections of a pool, threads,"
                            + " permits or file descriptors, and live thread pools that refused work: who asks last fails, who holds too much"
                            + " or never gives back is the cause.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Finding> findings = new ArrayList<>();
        facts.led(Relation.RESOURCE).stream()
                .filter(l -> !OutOfMemoryRule.isOutOfMemory(l.from().type()))
                .collect(Collectors.groupingBy(
                        l -> List.of(l.from().series(), l.to().type()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(same -> findings.add(exhausted(facts, same)));
        Set<Integer> explained =
                facts.led(Relation.RESOURCE).stream().map(l -> l.to().series()).collect(Collectors.toSet());
        for (FailureSeries series : in.analysis().graph().series()) {
            if (!explained.contains(series.id()) && isEmptyPool(facts, series) && facts.wentOn(series)) {
                findings.add(empty(in, series));
            }
            List<Failure> refused = facts.exemplars(series).stream()
                    .filter(RejectedAfterShutdownRule::isRejection)
                    .filter(f -> f.message().orElse("").contains(RUNNING))
                    .toList();
            if (!refused.isEmpty()) {
                findings.add(saturated(facts, series, refused));
            }
        }
        return findings;
    }

    /** @param same from one cause to failures of one type in several places, the most confident first */
    private static Finding exhausted(Facts facts, List<Facts.Led> same) {
        Facts.Led led = same.get(0);
        List<FailureSeries> victims =
                same.stream().map(l -> facts.series(l.to())).distinct().toList();
        List<String> others = victims.stream()
                .skip(1)
                .map(s -> Facts.site(s.site()))
                .distinct()
                .toList();
        return new Draft(INFO, facts, Score.doubted(SCORE, led.confidence()))
                .summary("%s in thread %s%s, recorded %s from %s on, goes back to %s at %s. %s"
                        .formatted(
                                facts.told(led.to()),
                                led.to().thread().display(),
                                others.isEmpty() ? "" : ", and at " + Words.list(others, 3),
                                Words.times(victims.stream()
                                        .mapToLong(FailureSeries::count)
                                        .sum()),
                                facts.when(victims.stream()
                                        .map(FailureSeries::first)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow()),
                                facts.told(led.from()),
                                facts.when(led.from().at()),
                                led.evidence()))
                .explanation(
                        "The caller that finds nothing left is the victim, not the culprit: its stack shows who asked last."
                                + " Each holder that does not give back on its failure path takes one away for good, so that the"
                                + " exhaustion comes long after the failures that caused it.")
                .remedy(
                        "Give back in every outcome: try-with-resources for connections, streams and sockets, release() in finally"
                                + " for permits and locks. Turn the pool's leak detection on (HikariCP: leakDetectionThreshold, Tomcat:"
                                + " removeAbandoned and logAbandoned). Only when nothing leaks, size the pool, and let the wait time out"
                                + " sooner than the request.")
                .rests(led.both())
                .rests(same.stream().map(Facts.Led::to).toList())
                .but(led.counter())
                .finding();
    }

    /** Whether a pool says that it had nothing to give in time, in the words of those in use. */
    private static boolean isEmptyPool(Facts facts, FailureSeries series) {
        return facts.exemplars(series).stream()
                .anyMatch(f -> Family.isCalled(f, "PoolExhaustedException", "ConnectionPoolTimeoutException")
                        || Family.says(
                                f,
                                "connection is not available, request timed out",
                                "timeout waiting for connection",
                                "timeout waiting for idle object",
                                "pool exhausted",
                                "cannot get a connection, pool error",
                                "unable to fetch a connection in",
                                "no managed connections available",
                                "login timeout"));
    }

    private static Finding empty(RuleInput in, FailureSeries series) {
        Facts facts = in.facts();
        Failure first = facts.exemplars(series).get(0);
        Map<String, List<Machine.Stall>> holders = holders(in, series);
        List<String> told = holders.entrySet().stream()
                .map(e -> told(e.getKey(), e.getValue()))
                .toList();
        Draft draft = new Draft(INFO, facts, facts.inIncident(series) ? SCORE : SATURATED_SCORE)
                .summary(Words.sentences(
                        "A pool had nothing left to give %s from %s on: %s in thread %s."
                                .formatted(
                                        Words.times(series.count()),
                                        facts.when(series.first()),
                                        facts.told(first),
                                        first.thread().display()),
                        told.isEmpty()
                                ? ""
                                : "Meanwhile others stood still in the application: %s."
                                        .formatted(Words.list(told, 3))))
                .explanation(
                        "Who asks last fails; who holds is the cause. Either holders work long with what they took, mostly because they"
                                + " wait for something else meanwhile, or they never give back.")
                .remedy(
                        "Look at the holders: what waits (a remote call, a sleep, a lock) does so before it takes a connection or after it gave"
                                + " it back. If nobody holds, it leaks: turn on leak detection (HikariCP: leakDetectionThreshold, Tomcat:"
                                + " logAbandoned) and close in try-with-resources. Only then size the pool, and let the wait time out sooner than"
                                + " the request.")
                .rests(facts.exemplars(series));
        holders.values().stream().limit(2).forEach(h -> draft.rests(Stalls.event(h.get(0))));
        return draft.but(
                        told.isEmpty()
                                ? "Who held what it gave out is not recorded."
                                : "That these threads held something of the pool is concluded from the time only.")
                .finding();
    }

    private static String told(String place, List<Machine.Stall> stalls) {
        long threads = stalls.stream().map(Machine.Stall::thread).distinct().count();
        return "%s in %s (%s)"
                .formatted(
                        Words.plural(threads, "thread"),
                        place,
                        Words.duration(stalls.get(0).length()));
    }

    /** Other threads that stood still in code of the application when the pool was empty, by place, the longest first. */
    private static Map<String, List<Machine.Stall>> holders(RuleInput in, FailureSeries series) {
        List<Failure> victims = in.facts().exemplars(series);
        InAppCode inApp = in.analysis().recording().inApp();
        Map<String, List<Machine.Stall>> bySite = new LinkedHashMap<>();
        in.analysis().machine().stalls().stream()
                .filter(s -> victims.stream().noneMatch(v -> v.thread().equals(s.thread())))
                .filter(s -> victims.stream()
                        .anyMatch(v -> s.at().isBefore(v.at()) && s.end().isAfter(v.at())))
                .filter(s -> inApp.contains(Stalls.site(s, inApp).type()))
                .filter(s ->
                        s.stack().frames().stream().noneMatch(f -> f.method().equals("main")))
                .sorted(Comparator.comparing(Machine.Stall::length).reversed())
                .forEach(s -> bySite.computeIfAbsent(Stalls.site(s, inApp).qualifiedMethod(), k -> new ArrayList<>())
                        .add(s));
        return bySite;
    }

    private Finding saturated(Facts facts, FailureSeries series, List<Failure> refused) {
        Failure first = refused.get(0);
        return new Draft(INFO, facts, SATURATED_SCORE)
                .summary("A thread pool that was running refused work %s from %s on: %s."
                        .formatted(Words.times(series.count()), facts.when(series.first()), facts.what(first)))
                .explanation(
                        "All its threads were busy and its queue was full. Either more work came than it can do, or its"
                                + " threads wait for something slow or stuck; the message holds pool size, active threads and queue.")
                .remedy(
                        "Look at what the pool's threads did at that time (jcmd <pid> Thread.print) before making it larger: if they"
                                + " waited, mend that and give the wait a time-out. If the load is real, push back on the caller:"
                                + " CallerRunsPolicy, or a clear \"try later\".")
                .rests(refused)
                .but("A bounded pool that refuses is also how overload protection looks when it works.")
                .finding();
    }
}
