package dev.epicenter.render.view;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Site;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who passed failures to whom. Counts are estimates where failures were folded: a failure that was kept stands for as many as
 * its series counted for each one kept.
 *
 * @param grouping what a component is
 * @param nodes    the root of the first incident first, then by count; at most {@value #NODES}
 * @param edges    between them, by number of their ends
 * @param left     how many components were left out
 */
public record Topology(Grouping grouping, List<Node> nodes, List<Edge> edges, int left) {
    private static final int NODES = 30;

    /** What a component is. */
    public enum Grouping {
        CLASS("class", "Classes"),
        PACKAGE("package", "Packages"),
        POOL("pool", "Thread pools"),
        SERVICE("service", "Services");

        private final String id;
        private final String label;

        Grouping(String id, String label) {
            this.id = id;
            this.label = label;
        }

        /** For ids of elements. */
        public String id() {
            return id;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * A component.
     *
     * @param name   what it is called; different from all others
     * @param count  failures in it that were passed on or received
     * @param within how many of them it passed on to itself
     * @param root   whether the first incident began in it
     * @param seen   whether the first incident was seen in it
     */
    public record Node(String name, long count, long within, boolean root, boolean seen) {}

    /**
     * Failures passed on.
     *
     * @param from      number of a node
     * @param to        number of another
     * @param count     how many
     * @param observed  whether any of it was observed and not inferred
     * @param relations words for how, the most frequent first
     * @param path      whether the first incident's path goes along it
     */
    public record Edge(int from, int to, long count, boolean observed, List<String> relations, boolean path) {}

    /** One for each grouping in which failures passed from one component to another. */
    public static List<Topology> of(Analysis analysis) {
        List<Topology> all = new ArrayList<>();
        for (Grouping grouping : Grouping.values()) {
            if (grouping != Grouping.SERVICE || analysis.processes().size() > 1) {
                new Draft(analysis, grouping).topology().ifPresent(all::add);
            }
        }
        return all;
    }

    /** The name of the component that a failure belongs to. */
    static String component(Analysis analysis, Failure failure, Grouping grouping) {
        if (grouping == Grouping.SERVICE) {
            int process = failure.thread().process();
            return process < analysis.processes().size()
                    ? analysis.processes().get(process).name()
                    : "process " + process;
        }
        if (grouping == Grouping.POOL) {
            return pool(failure.thread());
        }
        Site site = analysis.graph().seriesOf(failure).site();
        if (!site.known()) {
            return failure.isCondition() ? "the JVM" : "no stack";
        }
        String type = site.frame().type();
        if (grouping == Grouping.CLASS) {
            String simple = Names.simple(type);
            int inner = simple.indexOf('$');
            return inner > 0 ? simple.substring(0, inner) : simple;
        }
        String name = Names.packageOf(type);
        return name.isEmpty() ? "(unnamed package)" : name;
    }

    /** What threads of one pool have in common: the name but for the number at its end. */
    public static String pool(ThreadRef thread) {
        if (thread.name().isEmpty()) {
            return thread.virtual() ? "virtual threads" : "nameless threads";
        }
        int end = thread.name().length();
        while (end > 0 && Character.isDigit(thread.name().charAt(end - 1))) {
            end--;
        }
        return end == thread.name().length() ? thread.name() : thread.name().substring(0, end) + "#";
    }

    /** What is counted on the way. */
    private static final class Draft {
        private record Key(String from, String to) {}

        private static final class Passed {
            double count;
            boolean observed;
            boolean path;
            final Map<String, Integer> relations = new TreeMap<>();
        }

        private final Analysis analysis;
        private final FailureGraph graph;
        private final Grouping grouping;
        private final Map<String, Double> counts = new HashMap<>();
        private final Map<String, Double> within = new HashMap<>();
        private final Map<Key, Passed> passed = new LinkedHashMap<>();
        private final Set<Integer> counted = new HashSet<>();
        private String root = "";
        private String seen = "";

        Draft(Analysis analysis, Grouping grouping) {
            this.analysis = analysis;
            this.graph = analysis.graph();
            this.grouping = grouping;
        }

        private String component(int failure) {
            return Topology.component(analysis, graph.failure(failure), grouping);
        }

        private double weight(int failure) {
            FailureSeries series = graph.seriesOf(graph.failure(failure));
            return (double) series.count() / Math.max(1, series.exemplars().size());
        }

        Optional<Topology> topology() {
            Set<List<Integer>> ends = new HashSet<>();
            for (Incident incident : analysis.incidents().stream().limit(1).toList()) {
                root = component(incident.root().failure());
                seen = component(incident.symptom().failure());
                count(incident.root().failure());
                incident.chain().forEach(link -> add(link, true, ends));
            }
            graph.links().forEach(link -> add(link, false, ends));
            if (passed.isEmpty()) {
                return Optional.empty();
            }
            List<String> names = counts.keySet().stream()
                    .sorted(Comparator.comparing((String name) -> !name.equals(root))
                            .thenComparing(name -> !onPath(name))
                            .thenComparing(
                                    Comparator.comparingDouble(counts::get).reversed())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            List<String> shown = names.subList(0, Math.min(NODES, names.size()));
            return Optional.of(new Topology(
                    grouping, shown.stream().map(this::node).toList(), edges(shown), names.size() - shown.size()));
        }

        private boolean onPath(String name) {
            return passed.entrySet().stream()
                    .anyMatch(e -> e.getValue().path
                            && (e.getKey().from().equals(name)
                                    || e.getKey().to().equals(name)));
        }

        private void count(int failure) {
            if (counted.add(failure)) {
                counts.merge(component(failure), weight(failure), Double::sum);
            }
        }

        private void add(Link link, boolean path, Set<List<Integer>> ends) {
            if (!ends.add(List.of(link.from(), link.to()))) {
                return;
            }
            count(link.from());
            count(link.to());
            String from = component(link.from());
            String to = component(link.to());
            if (from.equals(to)) {
                within.merge(from, weight(link.to()), Double::sum);
                return;
            }
            Passed edge = passed.computeIfAbsent(new Key(from, to), key -> new Passed());
            edge.count += weight(link.to());
            edge.observed |= link.certainty() == Certainty.OBSERVED;
            edge.path |= path;
            edge.relations.merge(link.relation().id(), 1, Integer::sum);
        }

        private Node node(String name) {
            return new Node(
                    name,
                    Math.round(counts.getOrDefault(name, 0.0)),
                    Math.round(within.getOrDefault(name, 0.0)),
                    name.equals(root),
                    name.equals(seen));
        }

        private List<Edge> edges(List<String> shown) {
            List<Edge> edges = new ArrayList<>();
            passed.forEach((key, value) -> {
                int from = shown.indexOf(key.from());
                int to = shown.indexOf(key.to());
                if (from >= 0 && to >= 0) {
                    List<String> relations = value.relations.entrySet().stream()
                            .sorted(Map.Entry.<String, Integer>comparingByValue()
                                    .reversed())
                            .map(Map.Entry::getKey)
                            .toList();
                    edges.add(new Edge(from, to, Math.round(value.count), value.observed, relations, value.path));
                }
            });
            edges.sort(Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to));
            return edges;
        }
    }
}
