package dev.epicenter.render.mermaid;

import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.Propagation;
import dev.epicenter.render.facts.Propagation.Edge;
import dev.epicenter.render.facts.Propagation.Group;
import dev.epicenter.render.facts.Propagation.Node;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;

/**
 * Writes how failures spread as a Mermaid flowchart: a subgraph an incident, dotted lines for inferred links.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">the language</a>
 */
public final class MermaidGraph {
    /** Mermaid draws up to 500 edges and 50,000 characters by default (maxEdges, maxTextSize). */
    private static final int MAX_TEXT = 45_000;

    private static final int MAX_EDGES = 450;
    private static final int MAX_INCIDENTS = 20;

    private static final String WITHIN_WORDS = ".:-_$";

    private MermaidGraph() {}

    /** Writes the flowchart of as many incidents as Mermaid can draw, the worst first. */
    public static void write(Facts facts, Writer out) throws IOException {
        out.write("%% " + facts.redacted().summary() + "\n");
        out.write(of(facts, MAX_INCIDENTS));
    }

    /** The flowchart of the first {@code most} incidents, or of as many of them as Mermaid can draw. */
    public static String of(Facts facts, int most) {
        int incidents = Math.min(most, facts.analysis().incidents().size());
        while (true) {
            Propagation propagation = Propagation.of(facts, incidents);
            String text = draw(propagation);
            if (incidents <= 1
                    || text.length() <= MAX_TEXT && propagation.edges().size() <= MAX_EDGES) {
                return text;
            }
            incidents /= 2;
        }
    }

    private static String draw(Propagation propagation) {
        StringBuilder out = new StringBuilder("flowchart TD\n");
        for (int i = 0; i < propagation.groups().size(); i++) {
            Group group = propagation.groups().get(i);
            out.append("  subgraph i")
                    .append(i)
                    .append("[\"")
                    .append(text(group.title()))
                    .append("\"]\n");
            for (Node node : group.nodes()) {
                String label = node.lines().stream().map(MermaidGraph::text).collect(Collectors.joining("<br/>"));
                out.append("    ")
                        .append(node.id())
                        .append("[\"")
                        .append(label)
                        .append("\"]")
                        .append(look(node))
                        .append('\n');
            }
            out.append("  end\n");
        }
        for (Edge edge : propagation.edges()) {
            out.append("  ")
                    .append(edge.from())
                    .append(edge.observed() ? " -->" : " -.->")
                    .append("|\"")
                    .append(text(edge.label()))
                    .append("\"| ")
                    .append(edge.to())
                    .append('\n');
        }
        // Okabe and Ito's palette, which colour-blind people can tell apart.
        return out.append("  classDef root stroke:#D55E00,stroke-width:3px\n")
                .append("  classDef symptom stroke:#0072B2,stroke-width:3px\n")
                .toString();
    }

    private static String look(Node node) {
        return switch (node.role()) {
            case ROOT, BOTH -> ":::root";
            case SYMPTOM -> ":::symptom";
            case STEP -> "";
        };
    }

    /**
     * Text for a quoted label. All that could mean something to Mermaid, to Markdown in labels or to HTML is written as
     * Mermaid's entity {@code #code;}, but for punctuation within a word, which never does and reads better as it is.
     */
    private static String text(String plain) {
        StringBuilder out = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean within =
                    i > 0 && isWord(plain.charAt(i - 1)) && i + 1 < plain.length() && isWord(plain.charAt(i + 1));
            if (isWord(c) || c == ' ' || c == ',' || WITHIN_WORDS.indexOf(c) >= 0 && within) {
                out.append(c);
            } else {
                out.append('#').append((int) c).append(';');
            }
        }
        return out.toString();
    }

    /** Mermaid marks its own entities with a degree and a pilcrow sign. */
    private static boolean isWord(char c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) : c != '°' && c != '¶';
    }
}
