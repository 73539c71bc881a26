package dev.epicenter.jmc;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.RuleResult;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.texts.Words;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmc.flightrecorder.rules.util.JfrRuleTopics;

/** A rule of the library for JMC. Its subclasses, one a rule, are written by the build. */
abstract class LibraryRule extends EpicenterRule {
    private final RuleInfo rule;

    /**
     * @param id of the library's rule
     */
    LibraryRule(String id) {
        this(RuleLibrary.rules().stream()
                .map(Rule::info)
                .filter(info -> info.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    private LibraryRule(RuleInfo rule) {
        super(name(rule.id()), topic(rule.topic()), Settings.of(rule));
        this.rule = rule;
    }

    /** {@code lost-cause} as JMC writes names: {@code Lost Cause}. */
    private static String name(String id) {
        return java.util.Arrays.stream(id.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String topic(Topic topic) {
        return switch (topic) {
            case FAILURE, LOAD, USER -> JfrRuleTopics.EXCEPTIONS;
            case IMPACT -> JfrRuleTopics.JAVA_APPLICATION;
            case DATA -> JfrRuleTopics.RECORDING;
        };
    }

    @Override
    Statement statement(Facts facts) {
        Optional<RuleResult> judged = facts.diagnosis().rules().stream()
                .filter(r -> r.rule().equals(rule.id()))
                .findFirst();
        if (judged.isEmpty()) {
            return Statement.notApplicable(
                    "Needs a failure contract, which only 'epicenter analyze' takes: --contract FILE.", rule.about());
        }
        RuleResult result = judged.get();
        if (result instanceof RuleResult.NotApplicable lacking) {
            return Statement.notApplicable("Needs " + String.join("; needs ", lacking.needs()) + ".", rule.about());
        }
        if (result instanceof RuleResult.Broken broken) {
            Finding told = broken.findings().get(0);
            return Statement.notApplicable(told.summary(), told.explanation());
        }
        return result.findings().isEmpty()
                ? Statement.of(0, "Looked, and found nothing of the kind.", rule.about(), "")
                : found(facts, result.findings());
    }

    private static Statement found(Facts facts, List<Finding> findings) {
        Finding worst = findings.get(0);
        List<String> explanation = new ArrayList<>(List.of(worst.explanation()));
        worst.counter().forEach(but -> explanation.add("But: " + Words.sentence(but)));
        if (!worst.evidence().isEmpty()) {
            explanation.add("It rests on "
                    + worst.evidence().stream().map(e -> event(facts, e)).collect(Collectors.joining("; ")) + ".");
        }
        for (Finding other : findings.subList(1, findings.size())) {
            explanation.add("Also: " + Words.sentence(other.summary()));
        }
        return Statement.of(
                worst.score(),
                Words.sentence(worst.title()) + " " + worst.summary(),
                String.join("\n\n", explanation),
                worst.remedy());
    }

    private static String event(Facts facts, EventRef event) {
        String frame = event.frames().isEmpty()
                ? ""
                : " at " + Words.shortFrame(event.frames().get(0));
        String thread = event.thread().isEmpty() ? "" : " in " + event.thread();
        return event.event() + " of " + facts.clock().time(event.at()) + thread + frame;
    }
}
