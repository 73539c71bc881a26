package dev.epicenter.render.text;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JmcRules;
import dev.epicenter.model.Recording;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Verdict;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.Whose;
import dev.epicenter.render.text.TextOut.Style;
import dev.epicenter.render.texts.BetterRecording;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;

/** The report for a terminal: the same answer in the same order as the page, in plain words. */
public final class TextReport {
    private static final int MORE_INCIDENTS = 10;
    private static final int FINDINGS = 20;
    private static final int SERIES = 5;

    private final TextOut out;
    private final Facts facts;
    private final Analysis analysis;

    private TextReport(TextOut out, Facts facts) {
        this.out = out;
        this.facts = facts;
        this.analysis = facts.analysis();
    }

    /** Writes the whole report. */
    public static void write(Facts facts, RenderOptions options, boolean colored, Writer writer) throws IOException {
        TextOut out = new TextOut(options.width(), colored);
        new TextReport(out, facts).write(options);
        writer.write(out.toString());
    }

    /** One incident in full, as the report has its first. */
    public static String incident(Facts facts, Incident incident, int width) {
        TextOut out = new TextOut(width, false);
        new IncidentText(out, facts).write(incident);
        return out.toString().strip();
    }

    private void write(RenderOptions options) {
        verdict();
        List<Incident> incidents = analysis.incidents();
        if (!incidents.isEmpty()) {
            new IncidentText(out, facts).write(incidents.get(0));
        }
        analysis.crashes().forEach(new CrashText(out)::write);
        if (analysis.verdict() != Verdict.INCIDENT || incidents.isEmpty()) {
            lookedAt();
        }
        missing();
        if (!incidents.isEmpty()) {
            remedy(incidents.get(0));
            further(incidents);
        }
        promises();
        findings();
        rules();
        facts.diagnosis().jmcRules().ifPresent(this::jmcRules);
        better();
        out.blank();
        out.line(0, 0, facts.redacted().summary(), Style.DIM);
        out.line(0, 0, "Epicenter " + options.toolVersion(), Style.DIM);
    }

    private void jmcRules(JmcRules said) {
        out.heading("What JMC's rules say, for context");
        for (JmcRules.Result result : said.results()) {
            Style style = result.severity() == Severity.WARNING ? Style.WARN : Style.PLAIN;
            out.line(2, 2, Math.round(result.score()) + " " + result.name() + ": " + result.summary(), style);
        }
        out.line(2, Words.count(said.passed(), "rule") + " found nothing.");
        out.list(2, "- ", said.notes());
    }

    private void verdict() {
        Recording recording = analysis.recording();
        Style style =
                switch (analysis.verdict()) {
                    case INCIDENT -> Style.BAD;
                    case HEALTHY -> Style.GOOD;
                    case INSUFFICIENT_DATA -> Style.WARN;
                };
        out.line(0, 2, Words.verdict(analysis.verdict()).toUpperCase(java.util.Locale.ROOT) + headline(), style);
        out.line(
                0,
                2,
                String.join(", ", recording.sources()) + ", " + Words.dateAndClock(recording.start()) + " UTC, "
                        + Words.length(recording.length()),
                Style.DIM);
        out.list(2, "", analysis.verdictReasons());
    }

    private String headline() {
        if (analysis.incidents().isEmpty()) {
            return "";
        }
        int more = analysis.incidents().size() - 1;
        return ": " + analysis.incidents().get(0).symptom().text()
                + (more == 0 ? "" : " (and " + Words.count(more, "further incident") + ")");
    }

    private void lookedAt() {
        out.heading("What was looked at");
        Recording recording = analysis.recording();
        out.line(2, "jvm     " + (recording.jvm().isEmpty() ? "not recorded" : recording.jvm()));
        out.line(2, "main    " + (recording.mainClass().isEmpty() ? "not recorded" : recording.mainClass()));
        out.line(
                2,
                "events  "
                        + Words.count(recording.eventCounts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        + " of " + Words.count(recording.eventCounts().size(), "type") + " in "
                        + Words.count(recording.chunks(), "chunk"));
        List<FailureSeries> loud = analysis.graph().series().stream()
                .sorted(Comparator.comparingLong(FailureSeries::count)
                        .reversed()
                        .thenComparingInt(FailureSeries::id))
                .limit(SERIES)
                .toList();
        for (FailureSeries series : loud) {
            out.line(
                    2,
                    8,
                    "noise   " + Words.count(series.count()) + " x " + Words.title(series)
                            + (series.background() ? ", all the time" : ""),
                    Style.PLAIN);
        }
    }

    private void missing() {
        out.heading("What is missing");
        DataLoss loss = analysis.dataLoss();
        if (loss.notes().isEmpty()) {
            out.line(2, "Nothing that is known of: the recording holds what the analysis uses.");
        }
        out.list(2, "- ", loss.notes());
    }

    private void promises() {
        Whose whose = facts.whose();
        if (!whose.objectives().isEmpty()) {
            out.heading("What was promised");
        }
        for (Attribution.Objective objective : whose.objectives()) {
            boolean broken = objective.state() == Attribution.State.BROKEN;
            out.line(
                    2,
                    2,
                    "[" + objective.state().id() + "] " + whose.promise(objective),
                    broken ? Style.WARN : Style.PLAIN);
            out.line(4, whose.outcome(objective));
        }
    }

    private void remedy(Incident incident) {
        if (!incident.remedy().isEmpty()) {
            out.heading("What to do first");
            out.line(2, incident.remedy());
        }
    }

    private void further(List<Incident> incidents) {
        if (incidents.size() < 2) {
            return;
        }
        out.heading("Further incidents");
        for (Incident incident : incidents.subList(1, Math.min(incidents.size(), 1 + MORE_INCIDENTS))) {
            new IncidentText(out, facts).writeShort(incident);
        }
        if (incidents.size() > 1 + MORE_INCIDENTS) {
            out.line(2, "… and " + Words.count(incidents.size() - 1L - MORE_INCIDENTS, "more"));
        }
    }

    private void findings() {
        List<Finding> findings = facts.findings();
        if (findings.isEmpty()) {
            return;
        }
        out.heading("Findings");
        for (Finding finding : findings.subList(0, Math.min(findings.size(), FINDINGS))) {
            Style style = finding.severity() == Severity.WARNING ? Style.WARN : Style.BOLD;
            String title = String.format(
                    java.util.Locale.ROOT,
                    "[%s %.0f] %s (%s)",
                    finding.severity().id(),
                    finding.score(),
                    finding.title(),
                    finding.rule());
            out.line(2, 2, title, style);
            out.line(4, finding.summary());
            out.line(4, 4, "do: " + finding.remedy(), Style.PLAIN);
            for (String counter : finding.counter()) {
                out.line(4, 5, "but: " + counter, Style.PLAIN);
            }
        }
        if (findings.size() > FINDINGS) {
            out.line(2, "… and " + Words.count(findings.size() - FINDINGS) + " more");
        }
    }

    /** What the silence of the rules is worth. */
    private void rules() {
        List<RuleResult> rules = facts.diagnosis().rules();
        if (rules.isEmpty()) {
            return;
        }
        out.heading("Rules");
        long found = rules.stream().filter(RuleResult.Found.class::isInstance).count();
        long ok = rules.stream().filter(RuleResult.Ok.class::isInstance).count();
        out.line(2, Words.count(found, "rule") + " found something, " + Words.count(ok) + " looked and found nothing.");
        for (RuleResult result : rules) {
            if (result instanceof RuleResult.NotApplicable lacking) {
                out.line(
                        2,
                        4,
                        lacking.rule() + " could not judge: needs " + String.join(" and ", lacking.needs()),
                        Style.PLAIN);
            } else if (result instanceof RuleResult.Broken broken) {
                out.line(2, 4, broken.rule() + " is broken: it " + broken.reason(), Style.WARN);
            }
        }
    }

    private void better() {
        List<BetterRecording.Step> steps = BetterRecording.steps(analysis.dataLoss());
        if (steps.isEmpty() || analysis.dataLoss().notes().isEmpty() && analysis.verdict() == Verdict.HEALTHY) {
            return;
        }
        out.heading("How to record better next time");
        for (BetterRecording.Step step : steps) {
            out.line(2, 2, "- " + step.advice(), Style.PLAIN);
        }
        out.verbatim(4, BetterRecording.command(steps));
    }
}
