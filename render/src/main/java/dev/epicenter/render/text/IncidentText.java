package dev.epicenter.render.text;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.text.TextOut.Style;
import dev.epicenter.render.texts.Words;
import java.util.List;

/** One incident in text: in full, or in a few lines. */
final class IncidentText {
    private static final int MESSAGE = 300;
    private static final int OTHERS = 3;
    private static final int STEPS = 20;

    private final TextOut out;
    private final Facts facts;
    private final FailureGraph graph;

    IncidentText(TextOut out, Facts facts) {
        this.out = out;
        this.facts = facts;
        this.graph = facts.graph();
    }

    void write(Incident incident) {
        out.heading("What failed");
        out.line(2, 2, Words.symptom(incident.symptom().kind()) + ", " + facts.times(incident), Style.PLAIN);
        details(facts.symptom(incident));
        out.heading("Where it began");
        RootCause root = incident.root();
        details(facts.root(incident));
        known("from    ", facts.whose().deliveredIn(incident));
        known("owner   ", facts.whose().owner(incident));
        out.line(2, 2, "sure    " + Words.percent(root.confidence()) + ", because", Style.BOLD);
        why(root);
        path(incident);
        others(incident.rootCauses());
        for (Handler handler : incident.swallowedBy()) {
            out.line(
                    2,
                    8,
                    "caught  by " + Words.shortFrame(handler.frame()) + ": "
                            + handler.disposition().id() + " ("
                            + handler.certainty().id() + " "
                            + Words.percent(handler.confidence()) + ")",
                    Style.PLAIN);
        }
    }

    void writeShort(Incident incident) {
        Failure root = facts.root(incident);
        out.line(
                2,
                2,
                incident.id() + " [score " + Math.round(incident.score()) + "] "
                        + incident.symptom().text(),
                Style.BOLD);
        out.line(
                4,
                2,
                "began at " + facts.clock().time(root.at()) + " with " + Names.simple(root.type()) + " at "
                        + facts.place(root) + " ("
                        + Words.percent(incident.root().confidence())
                        + ", " + Words.count(incident.chain().size(), "link") + ")",
                Style.PLAIN);
    }

    private void details(Failure failure) {
        out.line(2, 8, "type    " + failure.type(), Style.BOLD);
        String message = Words.message(failure, MESSAGE);
        if (!message.isEmpty()) {
            out.line(2, 8, "message " + message, Style.PLAIN);
        }
        out.line(2, 8, "frame   " + facts.place(failure), Style.PLAIN);
        out.line(2, 8, "thread  " + failure.thread().display(), Style.PLAIN);
        out.line(2, 8, "time    " + facts.clock().time(failure.at()), Style.PLAIN);
    }

    private void known(String label, String text) {
        if (!text.isEmpty()) {
            out.line(2, 8, label + text, Style.PLAIN);
        }
    }

    private void why(RootCause cause) {
        for (Reason reason : cause.why()) {
            out.line(
                    10,
                    5,
                    String.format(java.util.Locale.ROOT, "%4s ", Words.points(reason.points())) + reason.text(),
                    Style.PLAIN);
        }
    }

    private void path(Incident incident) {
        out.heading("The path");
        Failure root = facts.root(incident);
        List<Link> chain = incident.chain();
        step(2, chain.isEmpty() ? root : graph.failure(chain.get(0).from()));
        if (chain.isEmpty()) {
            out.line(2, "No link leads away from it: where it began is what was seen.");
        }
        int indent = 2;
        for (Link link : chain.subList(0, Math.min(STEPS, chain.size()))) {
            indent = Math.min(indent + 2, 16);
            out.line(indent, 3, "-> " + Words.relation(link), Style.DIM);
            step(indent + 3, graph.failure(link.to()));
        }
        if (chain.size() > STEPS) {
            out.line(indent, "… and " + Words.count(chain.size() - STEPS, "more step"));
        }
        for (Link branch : incident.branches()
                .subList(0, Math.min(OTHERS, incident.branches().size()))) {
            out.line(
                    2,
                    8,
                    "also    -> " + Words.relation(branch) + ": "
                            + Names.simple(graph.failure(branch.to()).type()) + " in "
                            + graph.failure(branch.to()).thread().display(),
                    Style.PLAIN);
        }
    }

    private void step(int indent, Failure failure) {
        out.line(indent, 2, Names.simple(failure.type()), Style.BOLD);
        out.line(
                indent + 2,
                2,
                facts.clock().time(failure.at()) + " in " + failure.thread().display() + ", "
                        + facts.shortPlace(failure),
                Style.PLAIN);
    }

    private void others(List<RootCause> causes) {
        for (RootCause cause : causes.stream().skip(1).limit(OTHERS).toList()) {
            Failure failure = graph.failure(cause.failure());
            out.line(
                    2,
                    8,
                    "or      " + Names.simple(failure.type()) + " at "
                            + facts.place(failure) + " (" + Words.percent(cause.confidence())
                            + ")",
                    Style.PLAIN);
        }
    }
}
