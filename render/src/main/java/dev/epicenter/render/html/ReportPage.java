package dev.epicenter.render.html;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JmcRules;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.chart.Chart;
import dev.epicenter.render.chart.Charts;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.Sighted;
import dev.epicenter.render.texts.BetterRecording;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.EventSetting;
import dev.epicenter.render.view.JvmFlag;
import dev.epicenter.render.view.SeriesOrder;
import dev.epicenter.render.view.Topology;
import gg.jte.Content;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** What the templates ask: the diagnosis, and how much of it a page can bear. */
final class ReportPage {
    /** Incidents shown in full; a page is no archive, the JSON form holds all. */
    static final int INCIDENTS = 25;

    static final int LINKS = 40;
    static final int BRANCHES = 20;
    static final int FINDINGS = 100;
    static final int HANDLERS = 100;
    static final int FIRINGS = 50;
    /** Rows for those who read without scripts; with scripts everything can be searched. */
    static final int SERIES = 60;

    /** Boxes of a drawing from which on a coarser one is shown first. */
    private static final int CRASHES = 10;

    private static final int MANY_BOXES = 16;

    private static final String TIMELINE = "timeline";

    private final Facts facts;
    private final RenderOptions options;
    private final Analysis analysis;
    private final Set<Integer> onPath;
    private final List<FailureSeries> series;
    private final List<Chart> charts;
    private final List<JvmFlag> flags;
    private final Anchors anchors;
    private final List<Sighted> sighted;
    private final List<TopologyDrawing> topologies;

    ReportPage(Facts facts, RenderOptions options) {
        this.facts = facts;
        this.options = options;
        this.analysis = facts.analysis();
        this.onPath = SeriesOrder.onPath(analysis);
        this.series = first(facts.series(), SERIES);
        this.charts = Charts.all(facts.diagnosis());
        this.sighted = Sighted.of(analysis);
        this.flags = JvmFlag.of(analysis.environment().flags());
        this.anchors = new Anchors(incidents(), findings());
        this.topologies =
                Topology.of(analysis).stream().map(TopologyDrawing::of).toList();
    }

    String policy() {
        return "default-src 'none'; style-src " + Asset.STYLE.policy() + "; script-src " + Asset.SCRIPT.policy()
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    String style() {
        return Asset.STYLE.text();
    }

    String script() {
        return Asset.SCRIPT.text();
    }

    /** Everything for the scripts, written as it is asked for. */
    Content data() {
        return output -> {
            Writer writer = new Writer() {
                @Override
                public void write(char[] text, int from, int length) {
                    output.writeContent(new String(text, from, length));
                }

                @Override
                public void flush() {
                    // The output is flushed by whoever opened it.
                }

                @Override
                public void close() {
                    // The output is closed by whoever opened it.
                }
            };
            try (Writer buffered = new BufferedWriter(writer)) {
                PageData.write(analysis, anchors.links(), buffered);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** What every form asks. */
    Facts facts() {
        return facts;
    }

    RenderOptions options() {
        return options;
    }

    String redaction() {
        return facts.redacted().summary();
    }

    List<Incident> incidents() {
        return first(analysis.incidents(), INCIDENTS);
    }

    List<Finding> findings() {
        return first(facts.findings(), FINDINGS);
    }

    /** Whether a finding explains and advises the same as the one before it, as those of one rule often do. */
    boolean repeats(Finding finding) {
        int at = findings().indexOf(finding);
        if (at <= 0) {
            return false;
        }
        Finding before = findings().get(at - 1);
        return before.rule().equals(finding.rule())
                && before.explanation().equals(finding.explanation())
                && before.remedy().equals(finding.remedy());
    }

    List<PolicyFiring> firings() {
        return first(facts.diagnosis().firings(), FIRINGS);
    }

    /** What JMC's rules say, if they were asked. */
    Optional<JmcRules> jmcRules() {
        return facts.diagnosis().jmcRules();
    }

    /** Severities that occur among the findings, worst first. */
    List<Severity> severities() {
        return findings().stream()
                .map(Finding::severity)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** One for each way to see components. */
    List<TopologyDrawing> topologies() {
        return topologies;
    }

    /** The one shown first: services where there are several, else classes unless there are too many. */
    int firstTopology() {
        int last = topologies.size() - 1;
        if (topologies.get(last).topology().grouping() == Topology.Grouping.SERVICE) {
            return last;
        }
        return topologies.get(0).boxes().size() > MANY_BOXES && last > 0 ? 1 : 0;
    }

    /** Rules that could not answer, ours to know. */
    List<RuleResult> unjudged() {
        return facts.diagnosis().rules().stream()
                .filter(r -> r instanceof RuleResult.NotApplicable || r instanceof RuleResult.Broken)
                .toList();
    }

    List<RuleResult> passed() {
        return facts.diagnosis().rules().stream()
                .filter(r -> r instanceof RuleResult.Ok)
                .toList();
    }

    /** Why a rule could not answer. */
    String reason(RuleResult result) {
        if (result instanceof RuleResult.NotApplicable unable) {
            return "needs " + String.join("; ", unable.needs());
        }
        return result instanceof RuleResult.Broken broken ? "broke: " + broken.reason() : "";
    }

    /** What the documentation says of a finding's rule; nothing where it has no page. */
    Optional<Node> page(Finding finding) {
        return facts.diagnosis().rules().stream()
                .filter(result ->
                        result instanceof RuleResult.Found && result.rule().equals(finding.rule()))
                .map(result -> ((RuleResult.Found) result).page())
                .filter(page -> !page.isEmpty())
                .findFirst()
                .map(page -> Parser.builder().build().parse(page));
    }

    Optional<Chart> timeline() {
        return charts.stream().filter(c -> c.id().equals(TIMELINE)).findFirst();
    }

    List<Chart> patterns() {
        return charts.stream().filter(c -> !c.id().equals(TIMELINE)).toList();
    }

    List<FailureSeries> series() {
        return series;
    }

    List<FailureSeries> background() {
        return analysis.graph().series().stream()
                .filter(FailureSeries::background)
                .sorted(Comparator.comparingLong(FailureSeries::count).reversed())
                .limit(5)
                .toList();
    }

    boolean onPath(FailureSeries series) {
        return onPath.contains(series.id());
    }

    /** On the path of an incident first, then by how often they ran. */
    List<HandlerSite> handlers() {
        return analysis.handlers().stream()
                .sorted(Comparator.comparing((HandlerSite h) -> h.incidents().isEmpty())
                        .thenComparing(
                                Comparator.comparingLong(HandlerSite::hits).reversed())
                        .thenComparing(HandlerSite::id))
                .limit(HANDLERS)
                .toList();
    }

    /** What the agent saw beside catch blocks, in time order. */
    List<Sighted> sighted() {
        return sighted;
    }

    String simpleNames(List<String> types) {
        return types.stream().map(Names::simple).collect(Collectors.joining(", "));
    }

    /** Crash logs, at most {@value #CRASHES}. */
    List<CrashLog> crashes() {
        return first(analysis.crashes(), CRASHES);
    }

    boolean severalProcesses() {
        return analysis.processes().size() > 1;
    }

    String process(int index) {
        return index < analysis.processes().size()
                ? analysis.processes().get(index).name()
                : "process " + index;
    }

    /** A thread, with its process where there are several. */
    String where(ThreadRef thread) {
        return severalProcesses() ? thread.display() + " of " + process(thread.process()) : thread.display();
    }

    Failure failure(int id) {
        return facts.graph().failure(id);
    }

    /** The id of a link's evidence; null where another place of the page has it. */
    @Nullable
    String anchor(Link link) {
        return anchors.of(link).filter(anchors::take).orElse(null);
    }

    String anchor(Finding finding) {
        return anchors.of(finding);
    }

    /** Whether a failure is shown here for the first time, and so may have its id here. */
    boolean firstTime(int failure) {
        return anchors.take("f" + failure);
    }

    PathDrawing drawing(Incident incident) {
        return PathDrawing.of(incident, this);
    }

    /** Where a drawn link leads. */
    String target(Link link, Incident incident) {
        return anchors.of(link).orElse(incident.id());
    }

    List<BetterRecording.Step> better() {
        return BetterRecording.steps(analysis.dataLoss());
    }

    DataLoss loss() {
        return analysis.dataLoss();
    }

    /** Pauses of all threads, in words. */
    String pauses() {
        Timeline timeline = analysis.timeline();
        return timeline.pauseCount() == 0
                ? "none"
                : Words.count(timeline.pauseCount()) + ", " + Words.length(timeline.pauseTotal()) + " in all";
    }

    List<JvmFlag> flagsThatMatter() {
        return flags.stream().filter(JvmFlag::matters).toList();
    }

    List<JvmFlag> otherFlags() {
        return flags.stream().filter(flag -> !flag.matters()).toList();
    }

    List<EventSetting> settings() {
        return EventSetting.of(analysis.environment().settings());
    }

    long events() {
        return analysis.recording().eventCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    List<Map.Entry<String, Long>> eventCounts() {
        return analysis.recording().eventCounts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(60)
                .toList();
    }

    /** The title of the window, and the first words that a screen reader says. */
    String title() {
        String source = String.join(", ", analysis.recording().sources());
        return Words.verdict(analysis.verdict()) + ": " + facts.headline() + " – " + Words.shorten(source, 160);
    }

    /** Whether a first screen about an incident can be shown. */
    boolean hasIncident() {
        return !analysis.incidents().isEmpty();
    }

    String linkTitle(Link link) {
        return Names.simple(failure(link.to()).type()) + " " + Words.meaning(link.relation());
    }

    static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
