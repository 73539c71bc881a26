package dev.epicenter.render.json;

import dev.epicenter.model.JmcRules;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.RuleResult;
import java.io.IOException;
import java.util.List;

/** The elements of {@code rules}, what was looked at and what could not be, and of {@code actions}, what policies would do. */
final class RuleJson {
    private final JsonOut json;
    private final Parts parts;

    RuleJson(JsonOut json, Parts parts) {
        this.json = json;
        this.parts = parts;
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
            json.textOrNull("page", result instanceof RuleResult.Found found ? found.page() : "");
        });
    }

    void action(PolicyFiring firing) throws IOException {
        json.object(() -> {
            json.text("policy", firing.policy());
            json.text("title", firing.title());
            json.time("time", firing.at());
            json.millis("withinMillis", firing.within());
            json.texts("key", firing.key());
            json.number("count", firing.count());
            json.text("action", firing.action());
            json.texts("arguments", firing.arguments());
            json.array("events", firing.events(), parts::event);
        });
    }

    /** What JMC's rules say. */
    void jmc(JmcRules said) throws IOException {
        json.array(
                "results",
                said.results(),
                r -> json.object(() -> {
                    json.text("rule", r.rule());
                    json.text("name", r.name());
                    json.text("topic", r.topic());
                    json.text("severity", r.severity().id());
                    json.decimal("score", r.score());
                    json.text("summary", r.summary());
                    json.text("explanation", r.explanation());
                    json.text("solution", r.solution());
                }));
        json.number("passed", said.passed());
        json.texts("notes", said.notes());
    }
}
