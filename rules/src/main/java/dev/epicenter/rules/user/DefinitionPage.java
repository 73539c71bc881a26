package dev.epicenter.rules.user;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What 'epicenter rules show' says of a rule of users below the head: what it looks for, why, what to do. */
final class DefinitionPage {
    /** What needs no quotes in YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$./][A-Za-z0-9_$./*<>-]*");

    private final Members node;

    DefinitionPage(Members node) {
        this.node = node;
    }

    String text() {
        StringBuilder page = new StringBuilder("## What it looks for\n\n```yaml\n");
        for (String name : List.of("match", "where", "per", "window", "threshold", "action", "again-after")) {
            node.node().member(name).ifPresent(value -> write(page, 0, name, value));
        }
        page.append("```\n");
        section(page, "Why it matters", "explanation");
        section(page, "What to do", "remedy");
        return page.toString();
    }

    private void section(StringBuilder page, String heading, String name) {
        node.text(name).ifPresent(text -> page.append("\n## ")
                .append(heading)
                .append("\n\n")
                .append(text.strip())
                .append('\n'));
    }

    private static void write(StringBuilder page, int indent, String name, Node value) {
        page.append("  ".repeat(indent)).append(name).append(':');
        if (value instanceof Node.Mapping mapping) {
            page.append('\n');
            for (Map.Entry<String, Node> member : mapping.members().entrySet()) {
                write(page, indent + 1, member.getKey(), member.getValue());
            }
        } else {
            page.append(' ').append(inline(value)).append('\n');
        }
    }

    private static String inline(Node value) {
        if (value instanceof Node.Sequence list) {
            return "["
                    + String.join(
                            ", ",
                            list.items().stream().map(DefinitionPage::inline).toList()) + "]";
        }
        if (value instanceof Node.Mapping mapping) {
            List<String> members = mapping.members().entrySet().stream()
                    .map(e -> e.getKey() + ": " + inline(e.getValue()))
                    .toList();
            return "{" + String.join(", ", members) + "}";
        }
        String text = ((Node.Scalar) value).text().strip().replaceAll("\\s+", " ");
        return PLAIN.matcher(text).matches()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
