package dev.epicenter.render.html;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.render.texts.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The propagation chain as a sequence: a lane a thread, a step a row, time downwards. Only numbers and texts; the template
 * writes the SVG, so that texts are escaped there.
 */
record PathDrawing(int width, int height, List<Lane> lanes, List<Step> steps, List<Arrow> arrows, int hidden) {
    private static final int GUTTER = 96;
    private static final int HEAD = 34;
    private static final int BOX = 48;
    private static final int PITCH = 84;
    private static final int LANE = 264;
    private static final int MIN_PITCH = 120;
    private static final int WIDTH = 670;
    /** Widths of a letter in the style sheet's fonts, for the widest font that it may fall back to. */
    private static final double NAME_LETTER = 8.8;

    private static final int PLACE_LETTER = 7;
    /** Steps that are drawn; of a longer chain the middle is left out. */
    private static final int STEPS = 12;

    /** A thread. */
    record Lane(int x, int width, String name, String full) {
        int middle() {
            return x + width / 2;
        }
    }

    /** A failure. */
    record Step(
            int x,
            int y,
            int width,
            String type,
            String place,
            String time,
            String thread,
            String arrivesBy,
            String full,
            boolean root,
            boolean symptom) {
        int height() {
            return BOX;
        }

        String cssClass() {
            return root ? "step root" : symptom ? "step seen" : "step";
        }
    }

    /** A link. */
    record Arrow(String path, int labelX, int labelY, String anchor, String label, boolean observed) {
        int labelWidth() {
            return (int) (label.length() * 6.7) + 12;
        }

        int boxX() {
            return anchor.equals("middle") ? labelX - labelWidth() / 2 : labelX - 6;
        }
    }

    static PathDrawing of(Incident incident, FailureGraph graph) {
        Set<Integer> ids = new LinkedHashSet<>();
        if (incident.chain().isEmpty()) {
            ids.add(incident.root().failure());
            ids.add(incident.symptom().failure());
        }
        for (Link link : incident.chain()) {
            ids.add(link.from());
            ids.add(link.to());
        }
        List<Integer> all = new ArrayList<>(ids);
        List<Integer> kept = all.size() <= STEPS ? all : ends(all);
        return draw(incident, graph, kept, all.size() - kept.size());
    }

    private static List<Integer> ends(List<Integer> all) {
        List<Integer> kept = new ArrayList<>(all.subList(0, STEPS / 2));
        kept.addAll(all.subList(all.size() - STEPS / 2, all.size()));
        return kept;
    }

    private static PathDrawing draw(Incident incident, FailureGraph graph, List<Integer> ids, int hidden) {
        Map<String, Lane> lanes = lanes(graph, ids);
        int laneWidth = lanes.values().iterator().next().width();
        int boxWidth = Math.min(320, laneWidth - 14);
        int letters = (int) ((boxWidth - 22) / NAME_LETTER);
        Map<Integer, Step> steps = new LinkedHashMap<>();
        for (int id : ids) {
            Failure failure = graph.failure(id);
            Lane lane = lane(lanes, failure);
            String place = Words.shortFrame(graph.seriesOf(failure).site().frame());
            steps.put(
                    id,
                    new Step(
                            lane.middle() - boxWidth / 2,
                            HEAD + steps.size() * PITCH,
                            boxWidth,
                            Words.shortenMiddle(Names.simple(failure.type()), letters),
                            Words.shortenMiddle(place.isEmpty() ? "no stack" : place, (boxWidth - 22) / PLACE_LETTER),
                            Words.clock(failure.at()),
                            failure.thread().display(),
                            arrivesBy(incident, id),
                            Words.shorten(failure.asString(), 300) + " at "
                                    + Words.place(graph.seriesOf(failure).site()),
                            id == incident.root().failure(),
                            id == incident.symptom().failure()));
        }
        List<Arrow> arrows = new ArrayList<>();
        for (Link link : incident.chain()) {
            if (steps.containsKey(link.from()) && steps.containsKey(link.to())) {
                arrows.add(arrow(link, steps.get(link.from()), steps.get(link.to())));
            }
        }
        int width = lanes.values().stream()
                .mapToInt(lane -> lane.x() + lane.width())
                .max()
                .orElse(WIDTH);
        int labels = arrows.stream()
                .mapToInt(a -> a.boxX() + a.labelWidth() + 2)
                .max()
                .orElse(WIDTH);
        width = Math.max(Math.max(WIDTH, labels), width);
        int height = HEAD + (steps.size() - 1) * PITCH + BOX + 6;
        return new PathDrawing(width, height, List.copyOf(lanes.values()), List.copyOf(steps.values()), arrows, hidden);
    }

    private static String arrivesBy(Incident incident, int failure) {
        return incident.chain().stream()
                .filter(link -> link.to() == failure)
                .findFirst()
                .map(Words::relation)
                .orElse("");
    }

    /** Whether it has more lanes than fit, so that it scrolls and is not shrunk. */
    boolean wide() {
        return width > WIDTH * 6 / 5;
    }

    private static String key(Failure failure) {
        return failure.thread().id() + " " + failure.thread().display();
    }

    private static Lane lane(Map<String, Lane> lanes, Failure failure) {
        return java.util.Objects.requireNonNull(lanes.get(key(failure)), "every step's thread has a lane");
    }

    /** Up to two lanes stand side by side; more overlap, which no box does since each has a row of its own. */
    private static Map<String, Lane> lanes(FailureGraph graph, List<Integer> ids) {
        Map<String, String> names = new LinkedHashMap<>();
        ids.forEach(id -> names.putIfAbsent(
                key(graph.failure(id)), graph.failure(id).thread().display()));
        boolean sideBySide = names.size() <= 2;
        int width = sideBySide ? (WIDTH - GUTTER) / names.size() : LANE;
        int pitch = sideBySide ? width : Math.max(MIN_PITCH, (WIDTH - GUTTER - LANE) / (names.size() - 1));
        int letters = (int) (Math.min(width, pitch) / NAME_LETTER) - 1;
        Map<String, Lane> lanes = new LinkedHashMap<>();
        names.forEach((key, name) -> lanes.put(
                key, new Lane(GUTTER + lanes.size() * pitch, width, Words.shortenMiddle(name, letters), name)));
        return lanes;
    }

    private static Arrow arrow(Link link, Step from, Step to) {
        String label = Words.relation(link);
        boolean observed = link.certainty() == Certainty.OBSERVED;
        int fromX = from.x() + from.width() / 2;
        int toX = to.x() + to.width() / 2;
        int fromY = from.y() + BOX;
        int toY = to.y() - 2;
        boolean next = to.y() - from.y() == PITCH;
        if (!next) {
            int side = Math.max(from.x(), to.x()) + from.width() + 5;
            int middle = (from.y() + to.y() + BOX) / 2;
            String path = "M" + (from.x() + from.width()) + " " + (from.y() + BOX / 2) + "H" + side + "V"
                    + (to.y() + BOX / 2) + "H" + (to.x() + to.width() + 2);
            return new Arrow(path, side - 8, middle, "middle", label, observed);
        }
        if (fromX == toX) {
            return new Arrow("M" + fromX + " " + fromY + "V" + toY, fromX + 14, fromY + 22, "start", label, observed);
        }
        int turn = fromY + 16;
        String path = "M" + fromX + " " + fromY + "V" + turn + "H" + toX + "V" + toY;
        return new Arrow(path, (fromX + toX) / 2, turn + 4, "middle", label, observed);
    }
}
