package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Interrupt;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds threads that were told to stop and never noticed. Page: docs/rules/interrupt-ignored.md. */
public final class InterruptIgnoredRule implements Rule {
    /** Judgement: as with a swallowed interrupt, but code that looks at its status leaves no trace. */
    static final double SCORE = 70;

    private static final Parameter PATIENCE = Parameter.duration(
            "patience", Duration.ofSeconds(1), "how long a thread may go on after it was told to stop");

    private static final RuleInfo INFO = RuleInfo.of(
                    "interrupt-ignored",
                    Topic.FAILURE,
                    "A thread was told to stop and never noticed",
                    "Finds threads that another one interrupted and that went on: they neither waited where an interrupt ends the wait, nor asked for their status.")
            .needs(Need.INTERRUPTS)
            .takes(PATIENCE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Map<String, List<Interrupt>> byThreads = new LinkedHashMap<>();
        for (Interrupt one : in.analysis().sightings().interrupts()) {
            boolean deaf = one.reaction() == Interrupt.Reaction.NONE_SEEN
                    && one.task().isEmpty()
                    && one.wentOn()
                            .filter(t -> t.compareTo(in.duration(PATIENCE)) >= 0)
                            .isPresent();
            if (deaf) {
                byThreads
                        .computeIfAbsent(Words.threadGroup(one.thread().display()), k -> new ArrayList<>())
                        .add(one);
            }
        }
        return byThreads.values().stream().map(all -> finding(in, all)).toList();
    }

    private static Finding finding(RuleInput in, List<Interrupt> all) {
        Interrupt first = all.get(0);
        Duration longest = all.stream()
                .flatMap(i -> i.wentOn().stream())
                .max(Duration::compareTo)
                .orElseThrow();
        long threads = all.stream().map(i -> i.thread().display()).distinct().count();
        return new Draft(INFO, in.facts(), SCORE)
                .summary("%s was told to stop by %s%s and went on for %s at least%s."
                        .formatted(
                                first.thread().display(),
                                first.by().display(),
                                first.from()
                                        .map(Frame::display)
                                        .map(f -> " in " + f)
                                        .orElse(""),
                                Words.duration(longest),
                                threads > 1 ? ", as did " + Words.plural(threads - 1, "other thread") : ""))
                .explanation(
                        "An interrupt only sets a flag. Code that computes, waits for a lock by synchronized or reads from a socket does not"
                                + " look at it, so that a shutdown waits in vain until somebody kills the process.")
                .remedy(
                        "In loops ask Thread.interrupted() or Thread.currentThread().isInterrupted() and leave. Take locks by"
                                + " lockInterruptibly or tryLock with a limit; close the socket, or give it a time-out, to end a read.")
                .rests(new EventRef(
                        "epicenter.InterruptRequested",
                        first.at(),
                        first.by().display(),
                        first.from().stream().toList()))
                .but("A thread that saw its status by isInterrupted() and took its time to end looks the same.")
                .finding();
    }
}
