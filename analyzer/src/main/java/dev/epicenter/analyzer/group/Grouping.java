package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.identity.Fingerprint;
import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.ProcessFacts;
import dev.epicenter.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stage 3: makes incidents of chains with the same root, close in time, and judges the whole. */
public final class Grouping {
    /** Chains with the same root further apart than that are two incidents. A judgement. */
    private static final Duration APART = Duration.ofMinutes(5);

    /** Of chains that weigh the same the one that began earlier comes after, and of those the longer one. */
    private static final Comparator<Story> EARLIER_THEN_LONGER = Comparator.comparing(
                    (Story s) -> s.root().at())
            .reversed()
            .thenComparing(s -> s.path().size());

    /** Incidents told of one recording. */
    private static final int MOST = 25;

    /** Types made to be taken apart by whoever called. */
    private static final Set<String> CARRIERS = Set.of(
            "java.lang.reflect.InvocationTargetException",
            "java.lang.reflect.UndeclaredThrowableException",
            "java.security.PrivilegedActionException");

    /** Factor for a chain that ends in one of them beside one that does not. A judgement. */
    private static final double CARRIER = 0.5;

    private final Reconstructed reconstructed;
    private final FailureGraph graph;
    private final Weight weight;
    private final SeenHandlers seen;
    private final TaskOutcomes outcomes;

    private Grouping(Reconstructed reconstructed) {
        this.reconstructed = reconstructed;
        this.graph = reconstructed.graph();
        this.outcomes = new TaskOutcomes(reconstructed.tasks());
        this.weight = new Weight(reconstructed, outcomes);
        this.seen = new SeenHandlers(reconstructed.handlers());
    }

    /** Groups, ranks and judges. */
    public static Analysis of(Reconstructed reconstructed) {
        return new Grouping(reconstructed).analysis();
    }

    private Analysis analysis() {
        List<Incident> incidents = incidents();
        List<HandlerSite> handlers = seen.onPaths(incidents);
        Judgement judgement = Judgement.of(reconstructed, incidents);
        ProcessFacts facts = facts(incidents);
        return new Analysis(
                reconstructed.recording(),
                reconstructed.processes(),
                reconstructed.dataLoss(),
                facts.timeline(),
                facts.machine(),
                facts.environment(),
                reconstructed.crashes(),
                graph,
                handlers,
                reconstructed.tasks(),
                incidents,
                judgement.verdict(),
                judgement.reasons(),
                Attribution.NONE,
                reconstructed.sightings());
    }

    /** Those of the process where the worst incident began. */
    private ProcessFacts facts(List<Incident> incidents) {
        int process = incidents.isEmpty()
                ? 0
                : graph.failure(incidents.get(0).root().failure()).thread().process();
        List<JvmProcess> processes = reconstructed.processes();
        return processes.get(process < processes.size() ? process : 0).facts();
    }

    private List<Incident> incidents() {
        Map<String, List<Story>> byRoot = new LinkedHashMap<>();
        for (Failure failure : graph.failures()) {
            boolean end = graph.outOf(failure.id()).isEmpty();
            boolean onlyPause = failure.type().equals(Condition.GC_PAUSE.typeName());
            if (end && !onlyPause) {
                Story story = Story.endingIn(graph, outcomes, failure);
                byRoot.computeIfAbsent(key(story), f -> new ArrayList<>()).add(story);
            }
        }
        joinPartial(byRoot);
        List<Group> groups = new ArrayList<>();
        byRoot.values().forEach(stories -> closeInTime(stories).forEach(group -> groups.add(group(group))));
        List<Incident> incidents = new ArrayList<>();
        new Precedence(reconstructed).applied(groups).forEach(group -> incidents.add(incident(group)));
        incidents.sort(Comparator.comparingDouble(Incident::score)
                .reversed()
                .thenComparing(Incident::first)
                .thenComparing(Incident::fingerprint));
        return numbered(incidents.stream()
                .filter(i -> i.score() >= Judgement.INCIDENT)
                .limit(MOST)
                .toList());
    }

    /** Chains of one root; equal roots in two processes are two. */
    private String key(Story story) {
        int process = story.root().thread().process();
        String fingerprint = graph.seriesOf(story.root()).fingerprint();
        return process == 0 ? fingerprint : fingerprint + " of process " + process;
    }

    /** Chains whose beginning was not recorded go to those that hold their root further down. */
    private void joinPartial(Map<String, List<Story>> byRoot) {
        Map<String, String> holder = new HashMap<>();
        byRoot.forEach((root, stories) -> stories.forEach(story -> story.path().stream()
                .skip(1)
                .filter(f -> !f.isCondition())
                .map(f -> graph.seriesOf(f).fingerprint())
                .filter(fingerprint -> !fingerprint.equals(root))
                .forEach(fingerprint -> holder.putIfAbsent(fingerprint, root))));
        for (String root : List.copyOf(byRoot.keySet())) {
            String whole = holder.getOrDefault(root, root);
            List<Story> parts = byRoot.getOrDefault(root, List.of());
            List<Story> wholes = byRoot.getOrDefault(whole, List.of());
            boolean circle = root.equals(holder.getOrDefault(whole, whole));
            if (!whole.equals(root) && !circle && !wholes.isEmpty() && partial(parts)) {
                wholes.addAll(parts);
                byRoot.remove(root);
            }
        }
    }

    /** Whether nothing that was recorded once led to the root: its chains begin in the middle. */
    private boolean partial(List<Story> stories) {
        return stories.stream().noneMatch(s -> s.root().isCondition());
    }

    private static List<List<Story>> closeInTime(List<Story> stories) {
        stories.sort(Comparator.comparing((Story s) -> s.root().at())
                .thenComparing(s -> s.last().at()));
        List<List<Story>> groups = new ArrayList<>();
        Instant end = Instant.MIN;
        for (Story story : stories) {
            if (groups.isEmpty() || story.root().at().isAfter(end.plus(APART))) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(story);
            end = story.last().at().isAfter(end) ? story.last().at() : end;
        }
        return groups;
    }

    /**
     * Chains that make one incident.
     *
     * @param main  the one to show
     * @param all   with the main one, in order of their roots' time
     * @param score how bad, 0..100
     */
    record Group(Story main, List<Story> all, double score) {}

    private Group group(List<Story> stories) {
        Story main = stories.get(0);
        double most = prominence(main);
        for (Story story : stories.subList(1, stories.size())) {
            double prominence = prominence(story);
            int order = Double.compare(prominence, most);
            if (order > 0 || order == 0 && EARLIER_THEN_LONGER.compare(story, main) > 0) {
                main = story;
                most = prominence;
            }
        }
        return new Group(main, stories, weight.of(main));
    }

    private Incident incident(Group group) {
        Story main = group.main();
        List<Story> stories = group.all();
        FailureSeries symptom = graph.seriesOf(graph.failure(main.symptom().failure()));
        Instant last = stories.stream()
                .map(s -> s.last().at())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double score = Math.round(group.score() * 10) / 10.0;
        int chains = (int) stories.stream().map(Story::signature).distinct().count();
        return new Incident(
                "",
                Fingerprint.ofChain(fingerprintParts(main)),
                Severity.ofScore(score),
                score,
                stories.get(0).root().at(),
                last.isAfter(symptom.last()) ? last : symptom.last(),
                symptom.count(),
                main.symptom(),
                new RootRanking(reconstructed, outcomes).of(main, chains),
                main.links(),
                branches(main, stories),
                seen.along(graph, main),
                main.root().recoverability(),
                Remedies.of(reconstructed, main));
    }

    /** Of two chains with one root the one to show is the worse; what kept happening and what went further counts a little more. */
    private double prominence(Story story) {
        long count = graph.seriesOf(story.lastThrown()).count();
        double often = 1 + 0.1 * Math.log10(Math.max(1, Math.min(count, 1000)));
        double far = 1 + 0.1 * Math.min(5, story.links().size());
        return weight.of(story) * often * far * (endsInCarrier(story) ? CARRIER : 1);
    }

    /** Whether it ends in what only carries another through reflection or the like, which went on by itself, too: that is what was seen. */
    private boolean endsInCarrier(Story story) {
        List<Failure> path = story.path();
        return path.size() > 1
                && CARRIERS.contains(story.last().type())
                && graph.outOf(path.get(path.size() - 2).id()).size() > 1;
    }

    private List<String> fingerprintParts(Story story) {
        List<String> parts = new ArrayList<>();
        parts.add(graph.seriesOf(story.root()).fingerprint());
        parts.addAll(story.signature());
        return parts;
    }

    /** Links of the other chains that the main one does not hold, one for each pair of series. */
    private List<Link> branches(Story main, List<Story> stories) {
        Set<String> told = new HashSet<>();
        main.links().forEach(l -> told.add(pair(l)));
        List<Link> branches = new ArrayList<>();
        for (Story story : stories) {
            for (Link link : story.links()) {
                if (told.add(pair(link)) && branches.size() < MOST) {
                    branches.add(link);
                }
            }
        }
        return branches;
    }

    private String pair(Link link) {
        return graph.failure(link.from()).type() + "\n" + link.relation() + "\n"
                + graph.failure(link.to()).type();
    }

    private static List<Incident> numbered(List<Incident> incidents) {
        List<Incident> numbered = new ArrayList<>();
        for (Incident i : incidents) {
            numbered.add(new Incident(
                    "incident-" + (numbered.size() + 1),
                    i.fingerprint(),
                    i.severity(),
                    i.score(),
                    i.first(),
                    i.last(),
                    i.count(),
                    i.symptom(),
                    i.rootCauses(),
                    i.chain(),
                    i.branches(),
                    i.swallowedBy(),
                    i.recoverability(),
                    i.remedy()));
        }
        return numbered;
    }
}
