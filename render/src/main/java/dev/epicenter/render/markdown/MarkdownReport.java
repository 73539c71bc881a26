package dev.epicenter.render.markdown;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Recording;
import dev.epicenter.model.RuleResult;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.CrashFacts;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.Whose;
import dev.epicenter.render.texts.BetterRecording;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the report in GitHub's Markdown: the same answer in the same order as the page. It stays far below the 1 MiB that
 * GitHub takes for a step's summary.
 */
public final class MarkdownReport {
    private static final int MORE_INCIDENTS = 20;
    private static final int FINDINGS = 50;
    private static final int CRASHES = 5;

    private final Facts facts;
    private final Analysis analysis;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Facts facts) {
        this.facts = facts;
        this.analysis = facts.analysis();
    }

    /** Writes the whole report. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        out.write(new MarkdownReport(facts).report(options));
    }

    private String report(RenderOptions options) {
        verdict();
        List<Incident> incidents = analysis.incidents();
        if (!incidents.isEmpty()) {
            new IncidentMarkdown(facts, out).write(incidents.get(0));
        }
        analysis.crashes().stream().limit(CRASHES).forEach(this::crash);
        list("What is missing", analysis.dataLoss().notes());
        further(incidents);
        promises();
        findings();
        rules();
        better();
        paragraph("---");
        paragraph(Md.text(facts.redacted().summary() + " Epicenter " + options.toolVersion() + "."));
        return out.toString();
    }

    private void verdict() {
        Recording recording = analysis.recording();
        out.append("# ").append(Words.verdict(analysis.verdict()));
        out.append(": ").append(Md.text(facts.headline())).append("\n\n");
        paragraph(Md.code(String.join(", ", recording.sources())) + ", "
                + Words.dateAndClock(recording.start()) + " UTC, "
                + Words.length(recording.length())
                + (recording.mainClass().isEmpty() ? "" : ", " + Md.code(recording.mainClass())));
        items(analysis.verdictReasons());
    }

    private void crash(CrashLog log) {
        heading("Crash log " + Md.text(log.source()));
        out.append("| | |\n|---|---|\n");
        for (CrashFacts.Row row : CrashFacts.of(log)) {
            String name = row.name();
            for (String line : row.lines()) {
                row(name, row.code() ? Md.cell(line) : Md.text(line));
                name = "";
            }
        }
        out.append('\n');
    }

    private void further(List<Incident> incidents) {
        if (incidents.size() < 2) {
            return;
        }
        heading("Further incidents");
        out.append("| | What failed | Where it began | Sure |\n|---|---|---|---|\n");
        for (Incident incident : incidents.subList(1, Math.min(incidents.size(), 1 + MORE_INCIDENTS))) {
            Failure root = facts.root(incident);
            row(
                    Md.text(incident.id()),
                    Md.text(Words.sentence(incident.symptom().text())) + " Seen " + Md.text(facts.times(incident)),
                    Md.cell(root.type()) + " at " + Md.cell(facts.place(root)),
                    Words.percent(incident.root().confidence()));
        }
        out.append('\n');
        if (incidents.size() > 1 + MORE_INCIDENTS) {
            paragraph("… and " + Words.count(incidents.size() - 1L - MORE_INCIDENTS, "more"));
        }
    }

    private void promises() {
        Whose whose = facts.whose();
        if (whose.objectives().isEmpty()) {
            return;
        }
        heading("What was promised");
        out.append("| | Promise | Outcome |\n|---|---|---|\n");
        for (Attribution.Objective objective : whose.objectives()) {
            row(objective.state().id(), Md.text(whose.promise(objective)), Md.text(whose.outcome(objective)));
        }
        out.append('\n');
    }

    private void findings() {
        List<Finding> findings = facts.findings();
        heading("Findings");
        if (findings.isEmpty()) {
            paragraph("None.");
            return;
        }
        out.append("| Severity | Rule | What was found | What to do |\n|---|---|---|---|\n");
        for (Finding finding : findings.subList(0, Math.min(findings.size(), FINDINGS))) {
            StringBuilder found = new StringBuilder(Md.text(finding.summary()));
            finding.counter().forEach(counter -> found.append(" But: ").append(Md.text(counter)));
            row(
                    finding.severity().id() + " " + Math.round(finding.score()),
                    Md.cell(finding.rule()),
                    found.toString(),
                    Md.text(finding.remedy()));
        }
        out.append('\n');
        if (findings.size() > FINDINGS) {
            paragraph("… and " + Words.count(findings.size() - FINDINGS) + " more");
        }
    }

    /** What the silence of the rules is worth. */
    private void rules() {
        List<RuleResult> rules = facts.diagnosis().rules();
        if (rules.isEmpty()) {
            return;
        }
        long ok = rules.stream().filter(RuleResult.Ok.class::isInstance).count();
        paragraph(Words.count(ok, "rule") + " looked and found nothing.");
        List<String> others = new ArrayList<>();
        for (RuleResult rule : rules) {
            if (rule instanceof RuleResult.NotApplicable lacking) {
                others.add(rule.rule() + " could not judge: needs " + String.join(" and ", lacking.needs()));
            } else if (rule instanceof RuleResult.Broken broken) {
                others.add(rule.rule() + " is broken: it " + broken.reason());
            }
        }
        items(others);
    }

    private void better() {
        List<BetterRecording.Step> steps = BetterRecording.steps(analysis.dataLoss());
        if (steps.isEmpty() || analysis.dataLoss().notes().isEmpty()) {
            return;
        }
        heading("How to record better next time");
        for (BetterRecording.Step step : steps) {
            out.append("- ").append(Md.text(step.advice())).append('\n');
        }
        out.append('\n').append(Md.code(BetterRecording.command(steps))).append("\n\n");
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(title);
            items(lines);
        }
    }

    private void items(List<String> lines) {
        lines.forEach(line -> out.append("- ").append(Md.text(line)).append('\n'));
        out.append('\n');
    }

    private void heading(String title) {
        out.append("## ").append(title).append("\n\n");
    }

    private void paragraph(String markdown) {
        out.append(markdown).append("\n\n");
    }

    private void row(String... cells) {
        out.append("| ");
        for (String cell : cells) {
            out.append(cell).append(" | ");
        }
        out.setLength(out.length() - 1);
        out.append('\n');
    }
}
