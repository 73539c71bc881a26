package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Machine;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds virtual threads that held on to their carriers. Page: docs/rules/virtual-thread-pinning.md. */
public final class VirtualThreadPinningRule implements Rule {
    /** Judgement: as long as carriers are left, pinning costs little. */
    static final double SCORE = 45;

    /** Judgement: all carriers were held, so that no virtual thread ran at all. */
    static final double STARVED_SCORE = 82;

    static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String SUBMIT_FAILED = "jdk.VirtualThreadSubmitFailed";

    private static final Parameter MIN_LENGTH = Parameter.duration(
            "min-length", Duration.ofMillis(100), "longest time pinned at one place, from which it is told");

    /** What must be held all at once to count. Judgement: what a person just notices. */
    private static final Duration NOTICEABLE = Duration.ofMillis(100);

    private static final RuleInfo INFO = RuleInfo.of(
                    "virtual-thread-pinning",
                    Topic.LOAD,
                    "Virtual threads held on to their carriers",
                    "Finds places where virtual threads waited without letting go of the platform thread that carries them, and times in"
                            + " which all carriers were held, so that no other virtual thread could run: time-outs then strike code that"
                            + " has nothing to do with it.")
            .needs(Need.anyOf("virtual threads, JDK 21 or later", PINNED))
            .takes(MIN_LENGTH);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Machine.Stall> pinned = in.analysis().machine().stalls().stream()
                .filter(s -> s.event().equals(PINNED))
                .toList();
        Map<String, List<Machine.Stall>> bySite = new TreeMap<>();
        for (Machine.Stall stall : pinned) {
            bySite.computeIfAbsent(
                            Stalls.site(stall, in.analysis().recording().inApp())
                                    .qualifiedMethod(),
                            k -> new ArrayList<>())
                    .add(stall);
        }
        Optional<Stalls.Span> starved = Stalls.together(pinned, carriers(in), NOTICEABLE);
        boolean refused = in.analysis().recording().eventCounts().getOrDefault(SUBMIT_FAILED, 0L) > 0;
        List<Finding> findings = new ArrayList<>();
        if (starved.isPresent() || refused) {
            findings.add(starvation(in, pinned, starved, carriers(in)));
        }
        bySite.values().stream()
                .filter(s -> longest(s).compareTo(in.duration(MIN_LENGTH)) >= 0)
                .forEach(s -> findings.add(pinning(in, s)));
        return findings;
    }

    private static Duration longest(List<Machine.Stall> stalls) {
        return stalls.stream()
                .map(Machine.Stall::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Finding pinning(RuleInput in, List<Machine.Stall> stalls) {
        Machine.Stall first = stalls.get(0);
        Frame site = Stalls.site(first, in.analysis().recording().inApp());
        String reason = stalls.stream()
                .map(Machine.Stall::reason)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse("");
        return new Draft(INFO, in.facts(), SCORE)
                .summary("Virtual threads waited pinned to their carriers %s in %s, up to %s, from %s on%s."
                        .formatted(
                                Words.times(stalls.size()),
                                site.display(),
                                Words.duration(longest(stalls)),
                                in.facts().when(first.at()),
                                reason.isEmpty() ? "" : " (" + Words.line(reason, 100) + ")"))
                .explanation(
                        "A pinned virtual thread that waits takes a platform thread with it. There are as many carriers as processors;"
                                + " when all are held, every other virtual thread of the process stands still.")
                .remedy(
                        clinit(first)
                                ? "Do not wait within a static initialiser: load what takes long at start-up, or on first use behind a lock of your"
                                        + " own."
                                : "On JDK 21 to 23: replace synchronized around what blocks by a ReentrantLock, or move to JDK 24, where it no longer"
                                        + " pins (JEP 491). Native and foreign calls and class initialisation pin on every JDK: hand those to"
                                        + " platform threads.")
                .rests(Stalls.event(first))
                .finding();
    }

    private static boolean clinit(Machine.Stall stall) {
        return stall.stack().frames().stream().anyMatch(f -> f.method().equals("<clinit>"));
    }

    private static Finding starvation(
            RuleInput in, List<Machine.Stall> pinned, Optional<Stalls.Span> span, int carriers) {
        List<Failure> victims = span.map(s -> in.analysis().graph().failures().stream()
                        .filter(f -> !f.isCondition() && !in.facts().series(f).background())
                        .filter(f -> f.at().isAfter(s.from()) && f.at().isBefore(s.to().plusMillis(500)))
                        .filter(f -> f.type().contains("Timeout") || Family.says(f, "timed out", "timeout"))
                        .toList())
                .orElse(List.of());
        Draft draft = new Draft(INFO, in.facts(), victims.isEmpty() ? STARVED_SCORE - 12 : STARVED_SCORE)
                .summary(Words.sentences(
                        span.map(s -> "All %d carriers were held by pinned virtual threads for %s from %s on."
                                        .formatted(
                                                carriers,
                                                Words.duration(s.length()),
                                                in.facts().when(s.from())))
                                .orElse(
                                        "Virtual threads could not be started or continued: the scheduler had no carrier to give."),
                        victims.isEmpty()
                                ? ""
                                : "%s ran into a time-out meanwhile, the first: %s."
                                        .formatted(
                                                Words.plural(victims.size(), "failure"),
                                                in.facts().told(victims.get(0)))))
                .explanation(
                        "Virtual threads run on a few platform threads. While all of these are held, no other virtual thread gets on,"
                                + " whatever it waits for; what times out meanwhile is a victim, and its stack shows nothing of it.")
                .remedy(
                        "Mend the places where they are pinned (told beside this). Until then -Djdk.virtualThreadScheduler.maxPoolSize"
                                + " gives the scheduler room to compensate, and parallelism more carriers.")
                .rests(victims);
        pinned.stream().limit(2).forEach(s -> draft.rests(Stalls.event(s)));
        return draft.but(victims.isEmpty() ? "No time-out coincides with it." : "")
                .finding();
    }

    /** As told on the command line, else one for each processor. */
    private static int carriers(RuleInput in) {
        return Stalls.number(
                        in.analysis().recording().jvmArguments(),
                        "-Djdk\\.virtualThreadScheduler\\.parallelism=(\\d{1,6})")
                .or(() -> Stalls.number(
                        in.analysis().environment().host().getOrDefault("container processors", ""), "^(\\d{1,6})$"))
                .or(() -> Stalls.number(
                        in.analysis().environment().host().getOrDefault("processors", ""), "^(\\d{1,6}) threads"))
                .orElse(Integer.MAX_VALUE);
    }
}
