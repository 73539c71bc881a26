package dev.epicenter.render.json;

import dev.epicenter.model.Environment;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;

/** The members {@code processes} and {@code environment}: what ran, and with what. */
final class ProcessJson {
    private final JsonOut json;

    ProcessJson(JsonOut json) {
        this.json = json;
    }

    void process(JvmProcess process) throws IOException {
        json.object(() -> {
            json.number("index", process.index());
            json.text("name", process.name());
            json.texts("sources", process.sources());
            json.textOrNull("jvm", process.jvm());
            json.textOrNull("javaVersion", process.javaVersion());
            json.textOrNull("mainClass", process.mainClass());
            json.numberUnless(-1, "pid", process.pid());
            json.time("start", process.start());
            json.time("end", process.end());
            json.flag("agent", process.agent());
            json.object("pauses", () -> {
                Timeline timeline = process.facts().timeline();
                json.number("count", timeline.pauseCount());
                json.millis("totalMillis", timeline.pauseTotal());
                json.millis(
                        "longestMillis",
                        timeline.pauses().stream()
                                .map(Pause::length)
                                .max(Comparator.naturalOrder())
                                .orElse(Duration.ZERO));
            });
            json.object("clock", () -> {
                json.millis("offsetMillis", process.clock().offset());
                json.millis("uncertaintyMillis", process.clock().uncertainty());
                json.textOrNull("text", process.clock().text());
            });
        });
    }

    void environment(Environment environment) throws IOException {
        json.object("environment", () -> {
            json.texts("flags", environment.flags());
            json.texts("properties", environment.properties());
            json.texts("host", environment.host());
            json.texts("settings", environment.settings());
        });
    }
}
