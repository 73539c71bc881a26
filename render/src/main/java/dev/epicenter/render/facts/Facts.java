package dev.epicenter.render.facts;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Site;
import dev.epicenter.render.redact.Redacted;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.VisibleText;
import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.SeriesOrder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A redacted diagnosis as the formats ask for it. All its texts are made {@link VisibleText visible}: no control characters,
 * no bidirectional overrides, no lone surrogates, nothing longer than a page; what a format's own syntax needs is its own to
 * escape.
 */
public final class Facts {
    private final Redacted redacted;
    private final Analysis analysis;
    private final Clock clock;
    private final SourceFiles sources;

    private Facts(Redacted redacted, SourceFiles sources) {
        this.redacted = redacted;
        this.analysis = redacted.diagnosis().analysis();
        this.clock = Clock.of(analysis.recording());
        this.sources = sources;
    }

    /**
     * The facts.
     *
     * @param sourceRoots where sources lie, such as {@code src/main/java}; relative ones are kept so in what is written
     */
    public static Facts of(Redacted redacted, List<Path> sourceRoots) {
        return new Facts(redacted.with(VisibleText.of(redacted.diagnosis())), new SourceFiles(sourceRoots));
    }

    /** What they are about. */
    public Diagnosis diagnosis() {
        return redacted.diagnosis();
    }

    /** Its analysis. */
    public Analysis analysis() {
        return analysis;
    }

    /** Its failures and links. */
    public FailureGraph graph() {
        return analysis.graph();
    }

    /** Its findings, highest score first. */
    public List<Finding> findings() {
        return redacted.diagnosis().findings();
    }

    /** What was hidden. */
    public Redacted redacted() {
        return redacted;
    }

    /** How times are written. */
    public Clock clock() {
        return clock;
    }

    /** Whose code failed. */
    public Whose whose() {
        return new Whose(analysis().attribution(), clock);
    }

    /** Where sources lie. */
    public SourceFiles sources() {
        return sources;
    }

    /** The failure that the incident most probably began with. */
    public Failure root(Incident incident) {
        return graph().failure(incident.root().failure());
    }

    /** The failure that users saw. */
    public Failure symptom(Incident incident) {
        return graph().failure(incident.symptom().failure());
    }

    /** The failures from root to symptom in causal order, each once. */
    public List<Failure> path(Incident incident) {
        Set<Integer> ids = new LinkedHashSet<>();
        ids.add(incident.root().failure());
        for (Link link : incident.chain()) {
            ids.add(link.from());
            ids.add(link.to());
        }
        ids.add(incident.symptom().failure());
        return ids.stream().map(graph()::failure).toList();
    }

    /** The frame that stands for a failure. */
    public Site site(Failure failure) {
        return graph().seriesOf(failure).site();
    }

    /** Where a failure was built, in words: its frame, if it has one. */
    public String place(Failure failure) {
        return place(failure, site(failure).frame().display(), "no stack recorded");
    }

    /** The same in a few letters: {@code StockFile.quantity:88}. */
    public String shortPlace(Failure failure) {
        return place(failure, Words.shortFrame(site(failure).frame()), "no stack");
    }

    private String place(Failure failure, String frame, String none) {
        if (site(failure).known()) {
            return frame;
        }
        return failure.isCondition() ? "the JVM itself" : none;
    }

    /** Where a finding lies: the first frame of the application in its evidence, else the first. */
    public Site site(Finding finding) {
        List<Frame> frames = finding.evidence().stream()
                .map(EventRef::frames)
                .flatMap(List::stream)
                .toList();
        return frames.stream()
                .filter(this::isInApp)
                .findFirst()
                .map(frame -> new Site(frame, true))
                .or(() -> frames.stream().findFirst().map(frame -> new Site(frame, false)))
                .orElse(Site.UNKNOWN);
    }

    /** Whether a frame is the application's; false when that was not derived. */
    public boolean isInApp(Frame frame) {
        return analysis.recording().inApp().known()
                && analysis.recording().inApp().contains(frame.type());
    }

    /** All series, those of the incidents first, the background last. */
    public List<FailureSeries> series() {
        return SeriesOrder.of(analysis);
    }

    /** The answer in one sentence. */
    public String headline() {
        return switch (analysis.verdict()) {
            case INCIDENT -> analysis.incidents().isEmpty()
                    ? "Something failed"
                    : analysis.incidents().get(0).symptom().text();
            case HEALTHY -> "Nothing failed that this recording could show";
            case INSUFFICIENT_DATA -> "This recording cannot tell what failed";
        };
    }

    /** How often and when an incident showed: {@code 214× between … and …}. */
    public String times(Incident incident) {
        String first = clock.time(incident.first());
        String last = clock.time(incident.last());
        return (incident.count() == 1 ? "once, " : Words.count(incident.count()) + "× ")
                + (first.equals(last) ? "at " + first : "between " + first + " and " + last);
    }
}
