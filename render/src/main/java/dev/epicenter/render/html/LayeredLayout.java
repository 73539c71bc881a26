package dev.epicenter.render.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places the nodes of a directed graph in layers so that most edges lead from left to right and few cross: circles are broken where
 * a depth-first walk meets them, each node goes one layer behind the last that leads to it, and nodes are ordered by the mean
 * place of their neighbours, to and fro. Long edges get a place in every layer that they pass. After K. Sugiyama, S. Tagawa and M. Toda, Methods
 * for Visual Understanding of Hierarchical System Structures, IEEE SMC-11(2), 1981.
 */
final class LayeredLayout {
    private static final int SWEEPS = 6;

    /** An edge by the numbers of its ends. */
    record Arc(int from, int to) {}

    private final int nodes;
    private final List<Arc> arcs;
    private final boolean[] turned;
    private final int[] layer;
    private final List<List<Integer>> stops = new ArrayList<>();
    private final List<List<Integer>> layers = new ArrayList<>();
    /** Neighbours to the left and to the right, of nodes and of the places that edges pass. */
    private final List<List<Integer>> left = new ArrayList<>();

    private final List<List<Integer>> right = new ArrayList<>();

    /**
     * @param nodes how many; those first are the first to get a layer
     * @param arcs  none from a node to itself
     */
    LayeredLayout(int nodes, List<Arc> arcs) {
        this.nodes = nodes;
        this.arcs = List.copyOf(arcs);
        this.turned = new boolean[arcs.size()];
        this.layer = new int[nodes];
        breakCircles();
        assignLayers();
        fillLayers();
        for (int i = 0; i < SWEEPS; i++) {
            sweep(i % 2 == 0);
        }
    }

    /** Nodes and, with numbers from the count of nodes on, places of edges, from top to bottom of each layer, from left to right. */
    List<List<Integer>> layers() {
        return layers;
    }

    /** What an edge passes, from its start to its end: places with numbers from the count of nodes on. */
    List<Integer> stops(int arc) {
        return stops.get(arc);
    }

    /** The layer of a node. */
    int layerOf(int node) {
        return layer[node];
    }

    private void breakCircles() {
        int[] state = new int[nodes];
        boolean[] reached = new boolean[nodes];
        arcs.forEach(arc -> reached[arc.to()] = true);
        for (int pass = 0; pass < 2; pass++) {
            for (int node = 0; node < nodes; node++) {
                if (state[node] == 0 && (pass == 1 || node == 0 || !reached[node])) {
                    walk(node, state);
                }
            }
        }
    }

    private void walk(int node, int[] state) {
        state[node] = 1;
        for (int i = 0; i < arcs.size(); i++) {
            if (arcs.get(i).from() == node) {
                int to = arcs.get(i).to();
                if (state[to] == 1) {
                    turned[i] = true;
                } else if (state[to] == 0) {
                    walk(to, state);
                }
            }
        }
        state[node] = 2;
    }

    private int start(int arc) {
        return turned[arc] ? arcs.get(arc).to() : arcs.get(arc).from();
    }

    private int end(int arc) {
        return turned[arc] ? arcs.get(arc).from() : arcs.get(arc).to();
    }

    private void assignLayers() {
        boolean moved = true;
        for (int round = 0; moved && round <= nodes; round++) {
            moved = false;
            for (int arc = 0; arc < arcs.size(); arc++) {
                if (layer[end(arc)] <= layer[start(arc)]) {
                    layer[end(arc)] = layer[start(arc)] + 1;
                    moved = true;
                }
            }
        }
    }

    private void fillLayers() {
        int count = Arrays.stream(layer).max().orElse(0) + 1;
        for (int i = 0; i < count; i++) {
            layers.add(new ArrayList<>());
        }
        for (int node = 0; node < nodes; node++) {
            addTo(layer[node], node);
        }
        for (int arc = 0; arc < arcs.size(); arc++) {
            List<Integer> passes = new ArrayList<>();
            int before = start(arc);
            for (int i = layer[start(arc)] + 1; i < layer[end(arc)]; i++) {
                int place = left.size();
                addTo(i, place);
                join(before, place);
                passes.add(place);
                before = place;
            }
            join(before, end(arc));
            if (turned[arc]) {
                java.util.Collections.reverse(passes);
            }
            stops.add(passes);
        }
    }

    private void addTo(int index, int place) {
        layers.get(index).add(place);
        left.add(new ArrayList<>());
        right.add(new ArrayList<>());
    }

    private void join(int from, int to) {
        right.get(from).add(to);
        left.get(to).add(from);
    }

    private void sweep(boolean forward) {
        for (int i = 1; i < layers.size(); i++) {
            List<Integer> moving = layers.get(forward ? i : layers.size() - 1 - i);
            List<Integer> fixed = layers.get(forward ? i - 1 : layers.size() - i);
            double[] place = new double[left.size()];
            for (int at = 0; at < moving.size(); at++) {
                int node = moving.get(at);
                List<Integer> neighbours = forward ? left.get(node) : right.get(node);
                double own = at * (double) Math.max(1, fixed.size()) / moving.size();
                place[node] =
                        neighbours.stream().mapToInt(fixed::indexOf).average().orElse(own);
            }
            moving.sort(Comparator.comparingDouble(node -> place[node]));
        }
    }
}
