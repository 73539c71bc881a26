package dev.epicenter.render.facts;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.render.texts.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How failures spread, as a graph to draw: a group an incident, worst first; within it the path, then what branched off.
 *
 * @param groups one an incident; each failure is a node of one
 * @param edges  links between nodes, those of the paths first within each incident
 */
public record Propagation(List<Group> groups, List<Edge> edges) {
    private static final int TYPE = 60;
    private static final int PLACE = 60;
    private static final int THREAD = 40;

    public Propagation {
        groups = List.copyOf(groups);
        edges = List.copyOf(edges);
    }

    /** What a failure is to its incident. */
    public enum Role {
        ROOT("began here"),
        STEP(""),
        SYMPTOM("seen here"),
        BOTH("began and was seen here");

        private final String text;

        Role(String text) {
            this.text = text;
        }
    }

    /**
     * The failures of an incident.
     *
     * @param id    the incident's
     * @param title what it is, in a few words
     */
    public record Group(String id, String title, List<Node> nodes) {
        public Group {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A failure.
     *
     * @param id    a letter and the failure's id: a word in every graph language
     * @param lines its label, the most important first
     * @param full  type, message and place in full
     */
    public record Node(String id, Role role, List<String> lines, String full) {
        public Node {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A link.
     *
     * @param label    relation and how sure
     * @param observed whether the agent saw it; inferred ones are drawn dashed
     */
    public record Edge(String from, String to, String label, boolean observed) {}

    /** The graph of the first {@code most} incidents. */
    public static Propagation of(Facts facts, int most) {
        List<Incident> incidents =
                facts.analysis().incidents().stream().limit(most).toList();
        Map<Integer, Integer> owners = owners(facts, incidents);
        List<Group> groups = new ArrayList<>();
        Map<String, Edge> edges = new LinkedHashMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            int position = i;
            Incident incident = incidents.get(i);
            List<Node> nodes = owners.entrySet().stream()
                    .filter(owner -> owner.getValue() == position)
                    .map(owner -> node(facts, incident, facts.graph().failure(owner.getKey())))
                    .toList();
            if (!nodes.isEmpty()) {
                groups.add(new Group(incident.id(), title(incident), nodes));
            }
            links(incident).forEach(link -> edges.putIfAbsent(link.from() + " " + link.to(), edge(link)));
        }
        return new Propagation(groups, List.copyOf(edges.values()));
    }

    /** Which incident, by position, draws a failure: the first on whose path it is, else the first it branched off from. */
    private static Map<Integer, Integer> owners(Facts facts, List<Incident> incidents) {
        Map<Integer, Integer> owners = new LinkedHashMap<>();
        for (int i = 0; i < incidents.size(); i++) {
            int position = i;
            facts.path(incidents.get(i)).forEach(failure -> owners.putIfAbsent(failure.id(), position));
        }
        for (int i = 0; i < incidents.size(); i++) {
            int position = i;
            links(incidents.get(i)).forEach(link -> {
                owners.putIfAbsent(link.from(), position);
                owners.putIfAbsent(link.to(), position);
            });
        }
        return owners;
    }

    private static Stream<Link> links(Incident incident) {
        return Stream.concat(incident.chain().stream(), incident.branches().stream());
    }

    private static String title(Incident incident) {
        return incident.id() + ": " + Words.symptom(incident.symptom().kind()) + ", " + Words.count(incident.count())
                + "×, score " + Math.round(incident.score());
    }

    private static Node node(Facts facts, Incident incident, Failure failure) {
        Role role = role(incident, failure.id());
        List<String> lines = Stream.of(
                        Words.shortenMiddle(Names.simple(failure.type()), TYPE),
                        Words.shortenMiddle(facts.shortPlace(failure), PLACE),
                        Words.shortenMiddle(failure.thread().display(), THREAD),
                        facts.clock().time(failure.at()),
                        role.text)
                .filter(line -> !line.isEmpty())
                .map(Words::oneLine)
                .toList();
        String full = Words.oneLine(failure.asString()) + " at " + facts.place(failure);
        return new Node(id(failure.id()), role, lines, full);
    }

    private static Role role(Incident incident, int failure) {
        boolean root = failure == incident.root().failure();
        boolean symptom = failure == incident.symptom().failure();
        if (root) {
            return symptom ? Role.BOTH : Role.ROOT;
        }
        return symptom ? Role.SYMPTOM : Role.STEP;
    }

    private static Edge edge(Link link) {
        return new Edge(id(link.from()), id(link.to()), Words.relation(link), link.certainty() == Certainty.OBSERVED);
    }

    private static String id(int failure) {
        return "f" + failure;
    }
}
