package dev.epicenter.rules.library;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import java.util.ArrayList;
import java.util.List;

/** Finds catch blocks around a hand-over and not the work. Page: docs/rules/boundary-on-wrong-thread.md. */
public final class BoundaryOnWrongThreadRule implements Rule {
    /** Judgement: whoever wrote it believes that failures are handled here. */
    static final double SCORE = 82;

    private static final RuleInfo INFO = RuleInfo.of(
                    "boundary-on-wrong-thread",
                    Topic.FAILURE,
                    "A catch block encloses the hand-over, not the work",
                    "Finds catch blocks that cover the line where work is handed to another thread: what the work throws never comes there, and was seen going past it.")
            .needs(Need.HANDLERS, Need.TASKS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        for (HandlerSite site : in.analysis().handlers()) {
            site.remarks().stream()
                    .filter(r -> r.flaw() == HandlerSite.Flaw.AROUND_HAND_OVER)
                    .findFirst()
                    .ifPresent(r -> findings.add(finding(in, site, r.text())));
        }
        return findings;
    }

    private static Finding finding(RuleInput in, HandlerSite site, String remark) {
        return new Draft(INFO, in.facts(), SCORE)
                .summary("The catch block at %s guards the wrong thread. %s"
                        .formatted(site.frame().display(), Facts.sentence(remark)))
                .explanation(
                        "execute, submit, start and the methods of CompletableFuture return before the work runs, so that the block is"
                                + " left by then. The failure ends in the task's outcome, or at the worker's uncaught handler, while the"
                                + " code reads as if it were handled.")
                .remedy(
                        "Move the try into the work itself, or ask for the outcome: future.get() within the block, or"
                                + " whenComplete/exceptionally on the future. Around execute() a catch is for RejectedExecutionException only.")
                .rests(new EventRef(
                        "epicenter.HandlerSite", in.analysis().recording().start(), "", List.of(site.frame())))
                .finding();
    }
}
