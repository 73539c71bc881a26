package dev.epicenter.render.markdown;

import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.mermaid.MermaidGraph;
import dev.epicenter.render.texts.Words;
import java.util.Comparator;
import java.util.List;

/** The worst incident in full. */
final class IncidentMarkdown {
    private static final int MESSAGE = 300;
    private static final int STEPS = 30;
    private static final int OTHERS = 3;
    /** Pieces of evidence a link; the JSON has all. */
    private static final int EVIDENCE = 3;

    private final Facts facts;
    private final StringBuilder out;

    IncidentMarkdown(Facts facts, StringBuilder out) {
        this.facts = facts;
        this.out = out;
    }

    void write(Incident incident) {
        out.append("| | What failed | Where it began |\n|---|---|---|\n");
        Failure symptom = facts.symptom(incident);
        Failure root = facts.root(incident);
        row("Type", Md.cell(symptom.type()), Md.cell(root.type()));
        row("Message", Md.cell(Words.message(symptom, MESSAGE)), Md.cell(Words.message(root, MESSAGE)));
        row(
                "Frame",
                Md.cell(facts.place(symptom)),
                Md.cell(facts.place(root)) + (facts.site(root).inApp() ? " (your code)" : ""));
        String from = facts.whose().deliveredIn(incident);
        if (!from.isEmpty()) {
            row("From", "", Md.cell(from));
        }
        String owner = facts.whose().owner(incident);
        if (!owner.isEmpty()) {
            row("Owner", "", Md.text(owner));
        }
        row("Thread", Md.cell(symptom.thread().display()), Md.cell(root.thread().display()));
        row("Time (UTC)", facts.clock().time(symptom.at()), facts.clock().time(root.at()));
        row(
                "",
                Words.symptom(incident.symptom().kind()) + ", " + facts.times(incident),
                Words.percent(incident.root().confidence()) + " sure");
        out.append('\n');
        path(incident);
        why(incident);
        if (!incident.remedy().isEmpty()) {
            out.append("## What to do first\n\n")
                    .append(Md.text(incident.remedy()))
                    .append("\n\n");
        }
    }

    private void row(String name, String left, String right) {
        out.append("| ")
                .append(name)
                .append(" | ")
                .append(left)
                .append(" | ")
                .append(right)
                .append(" |\n");
    }

    private void path(Incident incident) {
        out.append("## How it spread\n\n```mermaid\n")
                .append(MermaidGraph.of(facts, 1))
                .append("```\n\n");
        List<Failure> path = facts.path(incident);
        for (int i = 0; i < Math.min(STEPS, path.size()); i++) {
            step(incident, path.get(i), i + 1);
        }
        out.append('\n');
        if (path.size() > STEPS) {
            out.append("… and ")
                    .append(Words.count(path.size() - STEPS, "more step"))
                    .append("\n\n");
        }
    }

    private void step(Incident incident, Failure step, int number) {
        String arrives = incident.chain().stream()
                .filter(link -> link.to() == step.id())
                .findFirst()
                .map(link -> Words.relation(link) + ": ")
                .orElse("");
        String message = Words.message(step, MESSAGE);
        out.append(number).append(". ").append(arrives).append(Md.code(step.type()));
        out.append(" at ").append(Md.code(facts.place(step)));
        out.append(" in ").append(Md.code(step.thread().display()));
        out.append(message.isEmpty() ? "" : ", " + Md.code(message)).append('\n');
        incident.chain().stream()
                .filter(link -> link.to() == step.id())
                .findFirst()
                .ifPresent(this::evidence);
    }

    private void evidence(Link link) {
        link.evidence().stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(EVIDENCE)
                .forEach(e -> out.append("   - ").append(Md.text(e.text())).append('\n'));
        link.counter().stream()
                .limit(1)
                .forEach(e -> out.append("   - but: ").append(Md.text(e.text())).append('\n'));
    }

    private void why(Incident incident) {
        out.append("## Why this root cause\n\n");
        for (Reason reason : incident.root().why()) {
            out.append("- **")
                    .append(Words.points(reason.points()))
                    .append("** ")
                    .append(Md.text(reason.text()))
                    .append('\n');
        }
        for (RootCause cause :
                incident.rootCauses().stream().skip(1).limit(OTHERS).toList()) {
            Failure failure = facts.graph().failure(cause.failure());
            out.append("- or, ")
                    .append(Words.percent(cause.confidence()))
                    .append(" sure, ")
                    .append(Md.code(failure.type()));
            out.append(" at ").append(Md.code(facts.place(failure))).append('\n');
        }
        for (Handler handler : incident.swallowedBy()) {
            out.append("- ").append(handler.disposition().id()).append(" by ");
            out.append(Md.code(Words.shortFrame(handler.frame())))
                    .append(", ")
                    .append(Md.text(handler.text()))
                    .append('\n');
        }
        out.append('\n');
    }
}
