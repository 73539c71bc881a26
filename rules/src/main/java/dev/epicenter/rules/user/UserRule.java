package dev.epicenter.rules.user;

import dev.epicenter.model.Finding;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Draft;
import java.time.Duration;
import java.util.List;

/** A rule of users: says once for each group what it finds. */
final class UserRule implements Rule {
    /** A finding tells of the first moment, so there need be no second. */
    private static final Duration NEVER_AGAIN = Duration.ofDays(365_000);

    private final Definition definition;

    UserRule(Definition definition) {
        this.definition = definition;
    }

    @Override
    public RuleInfo info() {
        return definition.info();
    }

    @Override
    public String prose() {
        return definition.page();
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Detection detection = new Detection(definition, in);
        return detection.hits(NEVER_AGAIN).stream()
                .map(hit -> finding(in, detection, hit))
                .toList();
    }

    private Finding finding(RuleInput in, Detection detection, Detection.Hit hit) {
        Reached first = hit.moments().get(0);
        Filling filling = new Filling(in, definition.parameters(), hit.group(), first, hit.window());
        Draft draft = new Draft(info(), in.facts(), definition.score())
                .summary(definition.summary().map(s -> s.fill(filling::value)).orElseGet(() -> made(filling, hit)))
                .explanation(definition.explanation().fill(filling::value))
                .remedy(definition.remedy().fill(filling::value))
                .rests(hit.group().failures());
        detection.doubts(hit).forEach(draft::but);
        return draft.finding();
    }

    private String made(Filling filling, Detection.Hit hit) {
        String what = filling.value("type") + " at " + filling.value("site");
        if (definition.threshold().isEmpty()) {
            return "%s: recorded %s, first at %s."
                    .formatted(
                            what,
                            filling.value("count") + (hit.moments().get(0).count() == 1 ? " time" : " times"),
                            filling.value("first"));
        }
        String within = hit.window().isEmpty() ? "" : " within " + hit.window();
        return "%s: %s%s, reached at %s.".formatted(what, filling.value("count"), within, filling.value("at"));
    }
}
