package dev.epicenter.render.dot;

import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.Propagation;
import dev.epicenter.render.facts.Propagation.Edge;
import dev.epicenter.render.facts.Propagation.Group;
import dev.epicenter.render.facts.Propagation.Node;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes how failures spread in Graphviz's DOT language: a cluster an incident, dashed lines for inferred links.
 *
 * @see <a href="https://graphviz.org/doc/info/lang.html">the language</a>
 */
public final class DotGraph {
    private DotGraph() {}

    /** Writes the whole graph; it has no node when there is no incident. */
    public static void write(Facts facts, Writer out) throws IOException {
        Propagation propagation = Propagation.of(facts, Integer.MAX_VALUE);
        out.write("// " + facts.redacted().summary() + "\n");
        out.write("digraph epicenter {\n");
        out.write("  graph [label=" + quoted(facts.headline()) + ", labelloc=t, fontname=\"sans-serif\"]\n");
        out.write("  node [shape=box, style=rounded, fontname=\"sans-serif\"]\n");
        out.write("  edge [fontname=\"sans-serif\", fontsize=11]\n");
        for (Group group : propagation.groups()) {
            out.write("  subgraph " + quoted("cluster_" + group.id()) + " {\n");
            out.write("    label=" + quoted(group.title()) + "\n");
            for (Node node : group.nodes()) {
                out.write("    " + node.id() + " [label=" + quoted(String.join("\n", node.lines())) + ", tooltip="
                        + quoted(node.full()) + look(node) + "]\n");
            }
            out.write("  }\n");
        }
        for (Edge edge : propagation.edges()) {
            out.write("  " + edge.from() + " -> " + edge.to() + " [label=" + quoted(edge.label())
                    + (edge.observed() ? "" : ", style=dashed") + "]\n");
        }
        out.write("}\n");
    }

    /** Colours from Okabe and Ito's palette, which colour-blind people can tell apart; the label says the same in words. */
    private static String look(Node node) {
        return switch (node.role()) {
            case ROOT, BOTH -> ", color=\"#D55E00\", penwidth=3";
            case SYMPTOM -> ", color=\"#0072B2\", penwidth=3";
            case STEP -> "";
        };
    }

    /** A quoted string whose text is shown as it is: Graphviz takes backslash escapes and HTML entities in labels. */
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("&", "&amp;")
                        .replace("\n", "\\n")
                + '"';
    }
}
