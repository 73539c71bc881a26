package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Link;
import dev.epicenter.model.Pause;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds time-outs that a stop of all threads explains. Page: docs/rules/pause-timeouts.md. */
public final class PauseTimeoutsRule implements Rule {
    /** Judgement: requests failed and the code that they blame is innocent. */
    static final double SCORE = 82;

    /** A pause and the condition made from it may differ in their clock's last digits. */
    private static final Duration SLACK = Duration.ofMillis(50);

    private static final RuleInfo INFO = RuleInfo.of(
                    "pause-timeouts",
                    Topic.FAILURE,
                    "Time-outs came from pauses of the JVM",
                    "Finds time-outs that coincide with a stop of all threads by the garbage collector or another safepoint: the clock"
                            + " ran on while nothing could answer, so the other side and the network are innocent.")
            .needs(Need.EXCEPTIONS, Need.PAUSES);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<Integer, List<Link>> byPause = new LinkedHashMap<>();
        in.analysis().graph().links().stream()
                .filter(l -> l.relation() == Relation.PAUSED)
                .sorted(Comparator.comparing(Link::from).thenComparing(Link::to))
                .forEach(l -> byPause.computeIfAbsent(facts.failure(l.from()).series(), s -> new ArrayList<>())
                        .add(l));
        return byPause.values().stream().map(links -> finding(facts, links)).toList();
    }

    private Finding finding(Facts facts, List<Link> links) {
        Link best =
                links.stream().max(Comparator.comparingDouble(Link::confidence)).orElseThrow();
        Failure stop = facts.failure(best.from());
        Optional<Pause> pause = pause(facts.analysis().timeline().pauses(), stop.at());
        List<Failure> victims =
                links.stream().map(l -> facts.failure(l.to())).distinct().toList();
        String cause = pause.map(Pause::cause).orElse("");
        List<Failure> all = new ArrayList<>(List.of(stop));
        all.addAll(victims);
        return new Draft(INFO, facts, Score.doubted(SCORE, best.confidence()))
                .summary("%s at %s stopped all threads%s, and %s to it: %s."
                        .formatted(
                                cause.isEmpty() ? "A pause" : "A pause (" + Words.line(cause, 60) + ")",
                                facts.when(stop.at()),
                                pause.map(p -> " for " + Words.duration(p.length()))
                                        .orElse(""),
                                victims.size() == 1
                                        ? "one time-out goes back"
                                        : Words.count(victims.size()) + " time-outs go back",
                                Words.list(
                                        victims.stream()
                                                .map(facts::what)
                                                .distinct()
                                                .toList(),
                                        3)))
                .explanation(
                        "Waits with a deadline go on counting while every Java thread stands still. When the pause ends, the"
                                + " deadline is past and the answer, often already in the socket's buffer, is thrown away. The recording"
                                + " holds %s of pauses in all (%s)."
                                        .formatted(
                                                Words.duration(facts.analysis()
                                                        .timeline()
                                                        .pauseTotal()),
                                                Words.count(facts.analysis()
                                                        .timeline()
                                                        .pauseCount())))
                .remedy(remedy(cause))
                .rests(all)
                .but("That both fell together is no proof; a slow peer at the same moment would look alike.")
                .finding();
    }

    private static Optional<Pause> pause(List<Pause> pauses, Instant at) {
        return pauses.stream()
                .filter(p -> !at.isBefore(p.start().minus(SLACK))
                        && !at.isAfter(p.end().plus(SLACK)))
                .max(Comparator.comparing(Pause::length));
    }

    private static String remedy(String cause) {
        String lower = cause.toLowerCase(Locale.ROOT);
        if (lower.contains("system.gc")) {
            return "Somebody calls System.gc(): find it (a breakpoint, or -Xlog:gc with the stack of jdk.SystemGC on JDK 17 and"
                    + " later) and remove it, or run with -XX:+ExplicitGCInvokesConcurrent or -XX:+DisableExplicitGC.";
        }
        if (lower.contains("heap dump") || lower.contains("heap inspection")) {
            return "Heap dumps and class histograms stop the JVM for as long as they take: take them from an instance without"
                    + " traffic.";
        }
        if (lower.contains("safepoint") || lower.contains("deoptimize") || lower.contains("thread dump")) {
            return "See what held the JVM with -Xlog:safepoint*=info: the time to reach the safepoint (a long loop, a page fault, a"
                    + " starved container: look at its CPU throttling) or the operation itself.";
        }
        return "Give the collector room or change it: look at -Xlog:gc*,safepoint, raise -Xmx if the heap is full after"
                + " collections, lower the allocation; for short pauses use G1 with -XX:MaxGCPauseMillis or -XX:+UseZGC. Rule out"
                + " a starved container (CPU throttling, swapping). A time-out shorter than the JVM's longest pause will go on firing.";
    }
}
