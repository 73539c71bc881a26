package dev.epicenter.rules.library;

import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.List;

/** Finds recordings whose stacks were cut. Page: docs/rules/cut-stacks.md. */
public final class CutStacksRule implements Rule {
    /** Judgement: some failures have lost their callers, none of an incident's. */
    static final double MIN_SCORE = 25;

    /** What a recording with every stack cut adds. Judgement: a warning is for what failed, not for how it was recorded. */
    private static final double BY_SHARE = 25;

    /** Judgement: the incident's own chain rests on stacks that lack their outer frames. */
    static final double INCIDENT_SCORE = 50;

    /** Share of the failures from which it is worth a line when no incident is concerned. Judgement. */
    private static final Parameter MIN_SHARE = Parameter.number(
            "min-share", 0.05, "share of the failures from which it is worth a line without an incident");

    /** JFR's default. Source: -XX:FlightRecorderOptions:stackdepth. */
    private static final int DEFAULT_DEPTH = 64;

    /** What to ask for, at least twice what was too little; JFR takes up to 2048. */
    private static final int GOOD_DEPTH = 256;

    private static final int MAX_DEPTH = 2048;

    private static final RuleInfo INFO = RuleInfo.of(
                    "cut-stacks",
                    Topic.DATA,
                    "Stacks were cut by the recorder",
                    "Finds recordings whose exceptions have stacks cut at the recorder's depth: the frames lost are the outer ones, those"
                            + " that tell which request, task or thread pool the failure belongs to.")
            .needs(Need.ERRORS)
            .takes(MIN_SHARE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        DataLoss loss = in.analysis().dataLoss();
        List<Failure> concerned = in.analysis().incidents().stream()
                .flatMap(i -> facts.path(i).stream())
                .filter(f -> f.stack().truncated())
                .distinct()
                .toList();
        double share = (double) loss.truncatedStacks() / Math.max(1, loss.recorded());
        if (concerned.isEmpty() && share < in.number(MIN_SHARE)) {
            return List.of();
        }
        return List.of(finding(facts, concerned, Math.min(1, share)));
    }

    private Finding finding(Facts facts, List<Failure> concerned, double share) {
        DataLoss loss = facts.analysis().dataLoss();
        int depth = loss.stackDepth() > 0 ? loss.stackDepth() : DEFAULT_DEPTH;
        int better = Math.min(MAX_DEPTH, Math.max(GOOD_DEPTH, 2 * depth));
        double score = MIN_SCORE + BY_SHARE * share;
        List<Failure> cut = concerned.isEmpty()
                ? facts.analysis().graph().failures().stream()
                        .filter(f -> f.stack().truncated())
                        .limit(Facts.EVIDENCE)
                        .toList()
                : concerned;
        return new Draft(INFO, facts, concerned.isEmpty() ? score : Math.max(score, INCIDENT_SCORE))
                .summary("%s of %s recorded exceptions have a stack cut at %d frames%s%s."
                        .formatted(
                                Words.count(Math.max(loss.truncatedStacks(), cut.size())),
                                Words.count(Math.max(loss.recorded(), cut.size())),
                                depth,
                                loss.stackDepth() > 0 ? "" : " (JFR's default)",
                                concerned.isEmpty()
                                        ? ""
                                        : ", among them " + Words.plural(concerned.size(), "failure")
                                                + " on the way of an incident"))
                .explanation(
                        "Joining a wrapper to its cause, a task to its submitter and a failure to its entry point all rest on the"
                                + " outer frames. Without them links get less certain or are missed, and failures of different callers"
                                + " are taken for one.")
                .remedy(
                        "Record with -XX:FlightRecorderOptions:stackdepth=%d; it can't be changed while the JVM runs, except by jcmd"
                                        .formatted(better)
                                + " <pid> JFR.configure stackdepth=%d before the first recording starts."
                                        .formatted(better))
                .rests(cut)
                .finding();
    }
}
