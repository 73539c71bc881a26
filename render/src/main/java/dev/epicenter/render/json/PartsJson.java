package dev.epicenter.render.json;

import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Frame;
import java.io.IOException;

/** The small parts: frames, events, evidence. */
final class PartsJson {
    private PartsJson() {}

    static void frameMembers(JsonOut json, Frame frame) throws IOException {
        json.text("class", frame.type());
        json.text("method", frame.method());
        json.numberUnless(0, "line", frame.line());
        json.textOrNull("module", frame.module());
    }

    static void event(JsonOut json, EventRef event) throws IOException {
        json.object(() -> {
            json.text("event", event.event());
            json.time("time", event.at());
            json.textOrNull("thread", event.thread());
            json.array("frames", event.frames(), f -> json.object(() -> frameMembers(json, f)));
        });
    }

    static void evidence(JsonOut json, Evidence evidence) throws IOException {
        json.object(() -> {
            json.text("name", evidence.name());
            json.text("text", evidence.text());
            json.decimal("weight", evidence.weight());
            json.array("events", evidence.events(), e -> event(json, e));
        });
    }
}
