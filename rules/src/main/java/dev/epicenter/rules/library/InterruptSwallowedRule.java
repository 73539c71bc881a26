package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Interrupt;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds catch blocks that ate an interrupt. Page: docs/rules/interrupt-swallowed.md. */
public final class InterruptSwallowedRule implements Rule {
    /** Judgement: the thread can no longer be told to end. */
    static final double SCORE = 78;

    /** What ends so soon after an interrupt ends because of it. A judgement. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** What a block does with it when nothing is lost, in the words of {@link HandlerSite#does()}. */
    private static final Set<String> PASSES_ON = Set.of(
            "sets the interrupt status again",
            "throws it again",
            "throws another that carries it",
            "throws another that does not carry it",
            "ends the process");

    private static final Set<String> INTERRUPTS = Set.of(
            "java.lang.InterruptedException",
            "java.nio.channels.ClosedByInterruptException",
            "java.io.InterruptedIOException");

    private static final RuleInfo INFO = RuleInfo.of(
                    "interrupt-swallowed",
                    Topic.FAILURE,
                    "A catch block ate an interrupt",
                    "Finds catch blocks that received an InterruptedException, mostly as part of a catch-all, and went on without setting the interrupt status again: the thread does not learn that it was told to end.")
            .needs(Need.HANDLERS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (HandlerSite site : in.analysis().handlers()) {
            long interrupts = site.received().stream()
                    .filter(r -> INTERRUPTS.contains(r.type()))
                    .mapToLong(HandlerSite.Received::count)
                    .sum();
            if (interrupts > 0
                    && site.does().contains("goes on")
                    && site.does().stream().noneMatch(PASSES_ON::contains)
                    && !endedAnyway(in, site)) {
                findings.add(finding(in, site, interrupts));
            }
        }
        return findings;
    }

    /** Whether all that was told to stop there was seen to end at once: then nothing is lost. */
    private static boolean endedAnyway(RuleInput in, HandlerSite site) {
        List<Interrupt> here = in.analysis().sightings().interrupts().stream()
                .filter(i -> i.handler().filter(id -> id == site.id()).isPresent())
                .toList();
        return !here.isEmpty() && here.stream().allMatch(InterruptSwallowedRule::endedSoon);
    }

    private static boolean endedSoon(Interrupt interrupt) {
        return interrupt.wentOn().filter(t -> t.compareTo(SOON) < 0).isPresent();
    }

    private static Finding finding(RuleInput in, HandlerSite site, long interrupts) {
        boolean catchAll = site.caught().stream().noneMatch(INTERRUPTS::contains);
        List<String> types = site.caught().stream().map(Words::type).toList();
        return new Draft(INFO, in.facts(), SCORE)
                .summary("%s at %s received an interrupt %s and went on without setting the status again."
                        .formatted(
                                catchAll ? "The catch-all for " + Words.list(types, 3) : "The catch block",
                                site.frame().display(),
                                Words.times(interrupts)))
                .explanation(
                        "Throwing InterruptedException clears the interrupt status. A block that neither rethrows nor restores it takes"
                                + " the wish to end away: shutdownNow, cancel(true) and a scope's shutdown wait in vain, and the process hangs at"
                                + " its end or is killed.")
                .remedy(
                        "Catch InterruptedException by itself, before the catch-all: Thread.currentThread().interrupt(); and leave the loop,"
                                + " or declare it and let it pass.")
                .rests(new EventRef(
                        "epicenter.HandlerSite", in.analysis().recording().start(), "", List.of(site.frame())))
                .but(site.hits() > site.recorded() ? "Only some of what it received is recorded one by one." : "")
                .but("Where the code after the block ends the thread anyway, nothing is lost.")
                .finding();
    }
}
