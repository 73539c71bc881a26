package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.crash.JoinedProcess;
import dev.epicenter.analyzer.identity.Fingerprint;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.RecordedSeries;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.ProcessFacts;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Stage 2: finds how failures led to each other. Next, {@link dev.epicenter.analyzer.group.Grouping} makes incidents of them. */
public final class Reconstruction {
    /** In this order: later finders look only at what earlier ones left unexplained. */
    private static final List<LinkFinder> FINDERS = List.of(
            new ObservedFinder(),
            new AbortedFinder(),
            new InterruptFinder(),
            new WrapFinder(),
            new AsyncFinder(),
            new ClassInitFinder(),
            new KinFinder(),
            new PauseFinder(),
            new AftermathFinder(),
            new WaitFinder(),
            new StateFinder(),
            new ResourceFinder(),
            new EchoFinder(),
            new SameComplaintFinder());

    /** Confidence from which on a failure is taken to have ended what it is said to have ended. A judgement. */
    private static final double DEADLY = 0.7;

    private Reconstruction() {}

    /**
     * Reconstructs what happened in each process by itself, then between them; near linear in the failures kept.
     *
     * @param processes at least one, each with its fatal error logs
     */
    public static Reconstructed of(List<JoinedProcess> processes, AnalyzerOptions options) {
        return ProcessMerge.of(
                processes.stream()
                        .map(process -> of(process.events(), process.crashes(), options))
                        .toList(),
                processes.stream().map(JoinedProcess::events).toList());
    }

    /** Reconstructs what happened in one process from its recording alone. */
    static Reconstructed of(RecordedEvents recorded, AnalyzerOptions options) {
        return of(recorded, List.of(), options);
    }

    private static Reconstructed of(RecordedEvents recorded, List<CrashLog> crashes, AnalyzerOptions options) {
        InApp inApp = InApp.of(recorded, options);
        Conditions conditions = Conditions.of(recorded, crashes, Background.of(recorded, inApp), inApp);
        RecordedEvents events = conditions.events();
        Set<Integer> failedRequests = FailedRequests.series(events);
        Background background =
                Background.of(events, inApp).without(deadly(conditions)).without(failedRequests);
        FailureIndex index = new FailureIndex(events, background, inApp);
        LinkSelection selection = new LinkSelection(events.failures(), index.observed());
        selection.addAll(conditions.links());
        for (LinkFinder finder : FINDERS) {
            selection.addAll(finder.find(index, selection));
        }
        FailureGraph graph = new FailureGraph(events.failures(), series(events, background, inApp), selection.links());
        ProcessFacts facts = new ProcessFacts(events.timeline(), withCreators(events, inApp), events.environment());
        int process = events.process().index();
        ObservedHandlers handlers = ObservedHandlers.of(index, process);
        List<Task> tasks = ObservedTasks.of(
                events.agent(), events.failures(), process, events.recording().end());
        return new Reconstructed(
                withInApp(events.recording(), inApp),
                List.of(events.process().with(facts)),
                events.dataLoss(),
                graph,
                others(events, selection),
                handlers,
                tasks,
                ObservedSightings.of(index, handlers, process),
                causeMissing(index, selection),
                events.failures().stream()
                        .filter(f -> failedRequests.contains(f.series()))
                        .map(Failure::id)
                        .collect(Collectors.toSet()),
                WakeOfEnd.of(index),
                courses(events, background),
                conditions.crashes());
    }

    private static Set<Integer> deadly(Conditions conditions) {
        Set<Integer> deadly = new HashSet<>();
        conditions.links().stream()
                .filter(link -> link.confidence() >= DEADLY)
                .forEach(link -> deadly.add(
                        conditions.events().failures().get(link.from()).series()));
        return deadly;
    }

    private static List<FailureSeries> series(RecordedEvents events, Background background, InApp inApp) {
        List<FailureSeries> series = new ArrayList<>();
        Fingerprint.Maker fingerprints = new Fingerprint.Maker(inApp::contains);
        for (RecordedSeries s : events.series()) {
            series.add(new FailureSeries(
                    s.id(),
                    s.type(),
                    s.stack(),
                    inApp.site(s.stack()),
                    fingerprints.of(s.type(), s.stack()),
                    s.count(),
                    s.threads(),
                    s.first(),
                    s.last(),
                    s.profile(),
                    background.of(s.id()),
                    s.exemplars()));
        }
        return series;
    }

    private static Map<Integer, List<Link>> others(RecordedEvents events, LinkSelection selection) {
        Map<Integer, List<Link>> others = new HashMap<>();
        for (Failure failure : events.failures()) {
            List<Link> rest = selection.others(failure.id());
            if (!rest.isEmpty()) {
                others.put(failure.id(), rest);
            }
        }
        return others;
    }

    private static Set<Integer> causeMissing(FailureIndex index, LinkSelection selection) {
        Set<Integer> missing = new HashSet<>();
        for (Failure failure : index.failures()) {
            if (index.constructor(failure) == ConstructorCall.CAUSE_KEPT
                    && selection.into(failure.id()).isEmpty()) {
                missing.add(failure.id());
            }
        }
        return missing;
    }

    private static Courses courses(RecordedEvents events, Background background) {
        Instant started = StartUp.end(events);
        return new Courses(
                ids(events, f -> f.at().isBefore(started)), ids(events, Wording::partner), background.courses());
    }

    private static Set<Integer> ids(RecordedEvents events, Predicate<Failure> of) {
        return events.failures().stream().filter(of).map(Failure::id).collect(Collectors.toSet());
    }

    private static Machine withCreators(RecordedEvents events, InApp inApp) {
        Machine m = events.machine();
        return new Machine(
                m.threads(),
                m.cpu(),
                m.memory(),
                m.metaspace(),
                ThreadCreators.of(events.starts(), inApp),
                m.stalls(),
                m.recursions(),
                m.connections(),
                m.pools());
    }

    private static Recording withInApp(Recording r, InApp inApp) {
        return new Recording(
                r.sources(),
                r.jvm(),
                r.javaVersion(),
                r.mainClass(),
                r.jvmArguments(),
                r.pid(),
                r.start(),
                r.end(),
                r.chunks(),
                r.eventCounts(),
                inApp.code());
    }
}
