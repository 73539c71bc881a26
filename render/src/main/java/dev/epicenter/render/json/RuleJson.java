package dev.epicenter.render.json;

import dev.epicenter.model.RuleResult;
import java.io.IOException;
import java.util.List;

/** The elements of {@code rules}: what was looked at, and what could not be. */
final class RuleJson {
    private final JsonOut json;

    RuleJson(JsonOut json) {
        this.json = json;
    }

    void result(RuleResult result) throws IOException {
        json.object(() -> {
            json.text("id", result.rule());
            json.text("title", result.title());
            json.text("result", result.id());
            json.number("findings", result.findings().size());
            json.number("more", result instanceof RuleResult.Found found ? found.more() : 0);
            json.texts("needs", result instanceof RuleResult.NotApplicable lacking ? lacking.needs() : List.of());
            json.textOrNull("reason", result instanceof RuleResult.Broken broken ? broken.reason() : "");
        });
    }
}
