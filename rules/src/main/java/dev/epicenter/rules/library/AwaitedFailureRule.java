package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says of the failure that {@code attach --until-failure} waited for that it came, and whether it is part of an incident: where it was handled, the
 * verdict may be healthy all the same. Page: docs/rules/awaited-failure.md.
 */
public final class AwaitedFailureRule implements Rule {
    /** Judgement: it answers a question, and is no complaint. */
    private static final double SCORE = 30;

    private static final RuleInfo INFO = RuleInfo.of(
                    "awaited-failure",
                    Topic.FAILURE,
                    "What was waited for came",
                    "Finds the failures that attach --until-failure waited for, and says whether they led to an incident.")
            .needs(Need.EXCEPTIONS);

    private final Pattern awaited;

    /**
     * Finds failures.
     *
     * @param awaited found anywhere in {@code type: message}
     */
    public AwaitedFailureRule(Pattern awaited) {
        this.awaited = awaited;
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        List<Failure> came = new ArrayList<>();
        long count = 0;
        for (FailureSeries series : in.analysis().graph().series()) {
            List<Failure> fitting = facts.exemplars(series).stream()
                    .filter(f -> awaited.matcher(f.type() + ": " + f.message().orElse(""))
                            .find())
                    .toList();
            came.addAll(fitting);
            // What was not kept one by one may have another message.
            count += fitting.size() == series.exemplars().size() ? series.count() : fitting.size();
        }
        came.sort(Comparator.comparing(Failure::at));
        return came.isEmpty() ? List.of() : List.of(finding(facts, awaited.pattern(), came, count));
    }

    private static Finding finding(Facts facts, String pattern, List<Failure> came, long count) {
        Failure first = came.get(0);
        List<Incident> incidents = facts.incidentsWith(came).stream()
                .map(number -> facts.analysis().incidents().get(number))
                .toList();
        Draft draft = new Draft(INFO, facts, SCORE)
                .summary("'%s' came %s, first as %s at %s in thread %s."
                        .formatted(
                                pattern,
                                Words.times(count),
                                facts.told(first),
                                facts.when(first.at()),
                                first.thread().display()))
                .explanation(
                        incidents.isEmpty()
                                ? "It is part of no incident: as far as the recording tells, whoever received it coped, and nothing that users"
                                        + " would notice followed. The verdict speaks of incidents, not of what was waited for."
                                : "It is part of %s.".formatted(Words.plural(incidents.size(), "incident")))
                .remedy(
                        incidents.isEmpty()
                                ? "If users did notice something, wait for that: for another failure, or record for longer after this one."
                                : "See the incident.")
                .rests(came.stream().limit(Facts.EVIDENCE).toList());
        incidents.forEach(draft::concerns);
        return draft.finding();
    }
}
