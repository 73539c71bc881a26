package dev.epicenter.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of a rule, in Markdown: a head made from its {@link RuleInfo}, then prose. For a rule of ours it is
 * docs/rules/ID.md, packed into the jar, so that the tool shows what the documentation says.
 */
public final class RulePage {
    private static final int WIDTH = 118;

    private RulePage() {}

    /** The whole page. */
    public static String of(Rule rule) {
        return head(rule.info()) + "\n" + rule.prose();
    }

    /** Title, what it finds, and a table of what it needs and takes. */
    static String head(RuleInfo info) {
        StringBuilder head = new StringBuilder();
        head.append("# ").append(info.title()).append("\n\n");
        head.append(wrapped(info.about())).append("\n\n");
        head.append("| | |\n|---|---|\n");
        row(head, "rule", "`" + info.id() + "`");
        if (!info.needs().isEmpty()) {
            row(head, "needs", info.needs().stream().map(Need::display).collect(Collectors.joining("; ")));
        }
        if (!info.uses().isEmpty()) {
            row(head, "looks at", "what " + String.join(", ", info.uses()) + " found");
        }
        for (Parameter parameter : info.parameters()) {
            row(head, "`" + parameter.name() + "`", parameter.about() + "; `" + parameter.standard() + "` unless set");
        }
        return head.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ")
                .append(name)
                .append(" | ")
                .append(value.replace("|", "\\|"))
                .append(" |\n");
    }

    /** What follows the head on the page of a rule of ours; empty when it has no page. */
    static String proseOf(RuleInfo info) {
        try (InputStream page = RulePage.class.getResourceAsStream("pages/" + info.id() + ".md")) {
            return page == null ? "" : proseOf(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page without its head. */
    static String proseOf(String page) {
        int at = page.indexOf("\n## ");
        return at < 0 ? "" : page.substring(at + 1);
    }

    private static String wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n", lines);
    }
}
