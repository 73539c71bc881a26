package dev.epicenter.jmc;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.texts.BetterRecording;
import dev.epicenter.render.texts.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmc.flightrecorder.rules.util.JfrRuleTopics;

/** Where the failures of a recording began and how they spread: its incidents, the worst first. */
public final class EpicenterRootCause extends EpicenterRule {
    private static final int MESSAGE = 300;
    /** Steps of a chain, and further incidents, that are told. */
    private static final int STEPS = 20;

    public EpicenterRootCause() {
        super("Root Cause", JfrRuleTopics.JAVA_APPLICATION, List.of(Settings.IN_APP));
    }

    @Override
    Statement statement(Facts facts) {
        Analysis analysis = facts.analysis();
        String reasons = analysis.verdictReasons().stream().map(Words::sentence).collect(Collectors.joining(" "));
        String summary = Words.sentence(facts.headline());
        return switch (analysis.verdict()) {
            case INCIDENT -> analysis.incidents().isEmpty()
                    ? Statement.of(dev.epicenter.model.Severity.INFO_FROM, summary, reasons, "")
                    : incident(facts);
            case HEALTHY -> Statement.of(0, summary, reasons, "");
            case INSUFFICIENT_DATA -> Statement.notApplicable(summary, reasons + missing(facts));
        };
    }

    private static Statement incident(Facts facts) {
        List<Incident> incidents = facts.analysis().incidents();
        Incident worst = incidents.get(0);
        RootCause root = worst.root();
        String summary = "%s It began with %s, %s sure."
                .formatted(
                        Words.sentence(worst.symptom().text()),
                        told(facts, facts.root(worst)),
                        Words.percent(root.confidence()));
        List<String> explanation = new ArrayList<>();
        explanation.add(
                "Why: " + root.why().stream().map(EpicenterRootCause::reason).collect(Collectors.joining("; ")) + ".");
        explanation.add(path(facts, worst));
        for (Incident other : incidents.subList(1, Math.min(STEPS, incidents.size()))) {
            explanation.add("Also: %s It began with %s, %s sure."
                    .formatted(
                            Words.sentence(other.symptom().text()),
                            told(facts, facts.root(other)),
                            Words.percent(other.root().confidence())));
        }
        return Statement.of(worst.score(), summary, String.join("\n\n", explanation) + missing(facts), worst.remedy());
    }

    private static String reason(Reason reason) {
        return Words.points(reason.points()) + " " + reason.text();
    }

    private static String path(Facts facts, Incident incident) {
        List<Link> chain = incident.chain();
        if (chain.isEmpty()) {
            return "No link leads away from it: where it began is what was seen.";
        }
        StringBuilder path = new StringBuilder("How it spread: ");
        path.append(told(facts, facts.graph().failure(chain.get(0).from())));
        for (Link link : chain.subList(0, Math.min(STEPS, chain.size()))) {
            path.append("; then (%s) ".formatted(Words.relation(link)))
                    .append(told(facts, facts.graph().failure(link.to())));
        }
        if (chain.size() > STEPS) {
            path.append("; and ").append(Words.count(chain.size() - STEPS, "more step"));
        }
        return path.append('.').toString();
    }

    private static String told(Facts facts, Failure failure) {
        String message = Words.message(failure, MESSAGE);
        return "%s%s at %s in thread %s at %s"
                .formatted(
                        Names.simple(failure.type()),
                        message.isEmpty() ? "" : " \"" + message + "\"",
                        Words.place(facts.site(failure)),
                        failure.thread().display(),
                        facts.clock().time(failure.at()));
    }

    private static String missing(Facts facts) {
        List<String> notes = facts.analysis().dataLoss().notes();
        if (notes.isEmpty()) {
            return "";
        }
        String advice = BetterRecording.steps(facts.analysis().dataLoss()).stream()
                .findFirst()
                .map(step -> " " + step.advice() + " " + BetterRecording.command(List.of(step)))
                .orElse("");
        return "\n\nMissing in this recording: "
                + notes.stream().map(Words::sentence).collect(Collectors.joining(" ")) + advice;
    }
}
