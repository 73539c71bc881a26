package dev.epicenter.render.view;

import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stacks of failures merged from the throw site outwards: below a type the method that threw it, below that its callers. Lines
 * and descriptors are left out.
 */
public final class StackTree {
    /** A box of an icicle: as wide as the failures that passed through it, children by count. */
    public static final class Node {
        private final String name;
        private final boolean inApp;
        private final Map<String, Node> children = new LinkedHashMap<>();
        private long count;

        private Node(String name, boolean inApp) {
            this.name = name;
            this.inApp = inApp;
        }

        /** Class and method, or the type of a failure. */
        public String name() {
            return name;
        }

        /** Whether it is the application's, as far as known. */
        public boolean inApp() {
            return inApp;
        }

        /** Failures that passed through it. */
        public long count() {
            return count;
        }

        /** The next ones outwards, largest first. */
        public List<Node> children() {
            List<Node> all = new ArrayList<>(children.values());
            all.sort(Comparator.comparingLong(Node::count).reversed().thenComparing(Node::name));
            return all;
        }

        private Node child(String key, boolean own) {
            return children.computeIfAbsent(key, k -> new Node(k, own));
        }
    }

    private StackTree() {}

    /**
     * Merges.
     *
     * @param inApp what is the application's
     * @param depth frames of a stack that are used
     * @return a node without a name that holds one child a type
     */
    public static Node of(List<FailureSeries> series, InAppCode inApp, int depth) {
        Node all = new Node("", false);
        for (FailureSeries one : series) {
            all.count += one.count();
            Node node = all.child(Names.simple(one.type()), false);
            node.count += one.count();
            for (Frame frame : one.stack()
                    .frames()
                    .subList(0, Math.min(depth, one.stack().frames().size()))) {
                node = node.child(
                        frame.simpleType() + "." + frame.method(), inApp.known() && inApp.contains(frame.type()));
                node.count += one.count();
            }
        }
        return all;
    }
}
