package dev.epicenter.render.html;

import dev.epicenter.render.texts.Words;
import dev.epicenter.render.view.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A topology in boxes and arrows, from left to right. Only numbers and texts; the template writes the SVG. */
record TopologyDrawing(Topology topology, int width, int height, List<Box> boxes, List<Arrow> arrows) {
    private static final int BOX_WIDTH = 190;
    private static final int PITCH = 282;
    private static final int GAP = 22;
    private static final int LEAST_BOX = 44;
    private static final int MOST_BOX = 84;
    /** Room that an edge takes in a layer that it passes. */
    private static final int STOP = 14;

    private static final int EDGE = 8;
    private static final double LETTER = 7.7;

    /** A component. */
    record Box(
            int x, int y, int width, int height, String name, String full, String counts, boolean root, boolean seen) {
        String cssClass() {
            return root ? "component root" : seen ? "component seen" : "component";
        }
    }

    /** Failures passed on. */
    record Arrow(
            String path,
            int labelX,
            int labelY,
            String label,
            String full,
            int width,
            boolean observed,
            boolean onPath) {
        String cssClass() {
            return (observed ? "passed observed" : "passed") + (onPath ? " onPath" : "");
        }
    }

    static TopologyDrawing of(Topology topology) {
        return new Draft(topology).drawing();
    }

    /** What goes into one drawing. */
    private static final class Draft {
        private final Topology topology;
        private final LayeredLayout layout;
        private final Map<Integer, Integer> top = new HashMap<>();
        private int height;

        Draft(Topology topology) {
            this.topology = topology;
            this.layout = new LayeredLayout(
                    topology.nodes().size(),
                    topology.edges().stream()
                            .map(e -> new LayeredLayout.Arc(e.from(), e.to()))
                            .toList());
            place();
        }

        private int sizeOf(int place) {
            if (place >= topology.nodes().size()) {
                return STOP;
            }
            double size = Math.log10(Math.max(1, topology.nodes().get(place).count()));
            return (int) Math.min(MOST_BOX, LEAST_BOX + size * 10);
        }

        private void place() {
            List<Integer> heights = layout.layers().stream()
                    .map(layer -> layer.stream().mapToInt(p -> sizeOf(p) + GAP).sum() - GAP)
                    .toList();
            height = heights.stream().mapToInt(h -> h).max().orElse(0) + 2 * EDGE;
            for (int i = 0; i < layout.layers().size(); i++) {
                int y = (height - heights.get(i)) / 2;
                for (int place : layout.layers().get(i)) {
                    top.put(place, y);
                    y += sizeOf(place) + GAP;
                }
            }
        }

        private int middle(int place) {
            return top.getOrDefault(place, 0) + sizeOf(place) / 2;
        }

        private int left(int node) {
            return EDGE + layout.layerOf(node) * PITCH;
        }

        TopologyDrawing drawing() {
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < topology.nodes().size(); i++) {
                boxes.add(box(i));
            }
            List<Arrow> arrows = new ArrayList<>();
            for (int i = 0; i < topology.edges().size(); i++) {
                arrows.add(arrow(i));
            }
            int width = (layout.layers().size() - 1) * PITCH + BOX_WIDTH + 2 * EDGE;
            return new TopologyDrawing(topology, width, height, boxes, arrows);
        }

        private Box box(int number) {
            Topology.Node node = topology.nodes().get(number);
            String counts = Words.count(node.count(), "failure")
                    + (node.within() > 0 ? ", " + Words.count(node.within()) + " within" : "");
            return new Box(
                    left(number),
                    top.getOrDefault(number, 0),
                    BOX_WIDTH,
                    sizeOf(number),
                    Words.shortenMiddle(node.name(), (int) ((BOX_WIDTH - 20) / LETTER)),
                    node.name(),
                    counts,
                    node.root(),
                    node.seen());
        }

        private Arrow arrow(int number) {
            Topology.Edge edge = topology.edges().get(number);
            boolean back = layout.layerOf(edge.to()) < layout.layerOf(edge.from());
            List<int[]> points = new ArrayList<>();
            points.add(new int[] {left(edge.from()) + (back ? 0 : BOX_WIDTH), middle(edge.from()) + (back ? 8 : 0)});
            int layer = layout.layerOf(edge.from());
            for (int stop : layout.stops(number)) {
                layer += back ? -1 : 1;
                int x = EDGE + layer * PITCH;
                points.add(new int[] {back ? x + BOX_WIDTH : x, middle(stop)});
                points.add(new int[] {back ? x : x + BOX_WIDTH, middle(stop)});
            }
            points.add(new int[] {left(edge.to()) + (back ? BOX_WIDTH + 3 : -3), middle(edge.to()) + (back ? 8 : 0)});
            int at = points.size() / 2;
            String label = Words.count(edge.count()) + "× " + edge.relations().get(0)
                    + (edge.relations().size() > 1 ? " …" : "");
            String full = topology.nodes().get(edge.from()).name() + " to "
                    + topology.nodes().get(edge.to()).name() + ": " + Words.count(edge.count()) + "× "
                    + String.join(", ", edge.relations()) + (edge.observed() ? ", observed" : ", inferred");
            return new Arrow(
                    path(points),
                    (points.get(at - 1)[0] + points.get(at)[0]) / 2,
                    (points.get(at - 1)[1] + points.get(at)[1]) / 2 - 6,
                    label,
                    full,
                    1 + (int) Math.min(4, Math.log10(Math.max(1, edge.count()))),
                    edge.observed(),
                    edge.path());
        }

        private static String path(List<int[]> points) {
            StringBuilder path =
                    new StringBuilder("M").append(points.get(0)[0]).append(' ').append(points.get(0)[1]);
            for (int i = 1; i < points.size(); i++) {
                int[] from = points.get(i - 1);
                int[] to = points.get(i);
                int bend = (to[0] - from[0]) / 2;
                path.append('C')
                        .append(from[0] + bend)
                        .append(' ')
                        .append(from[1])
                        .append(' ')
                        .append(to[0] - bend)
                        .append(' ')
                        .append(to[1])
                        .append(' ')
                        .append(to[0])
                        .append(' ')
                        .append(to[1]);
            }
            return path.toString();
        }
    }
}
