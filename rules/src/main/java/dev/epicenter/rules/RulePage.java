package dev.epicenter.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page of a rule: docs/rules/ID.md, packed into the jar, so that the tool shows what the documentation says. */
public final class RulePage {
    private RulePage() {}

    /** Markdown; empty for a rule that has none, as those of users may. */
    public static Optional<String> of(Rule rule) {
        try (InputStream page = RulePage.class.getResourceAsStream("pages/" + rule.id() + ".md")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
