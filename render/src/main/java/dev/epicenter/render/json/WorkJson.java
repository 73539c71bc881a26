package dev.epicenter.render.json;

import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import java.io.IOException;
import java.util.Optional;

/** The elements of {@code handlers} and {@code tasks}: what the agent saw of catch blocks and of work between threads. */
final class WorkJson {
    private final JsonOut json;
    private final Parts parts;
    private final FailureGraph graph;
    private final SightingJson sightings;

    WorkJson(JsonOut json, Parts parts, FailureGraph graph, SightingJson sightings) {
        this.json = json;
        this.parts = parts;
        this.graph = graph;
        this.sightings = sightings;
    }

    void handler(HandlerSite handler) throws IOException {
        json.object(() -> {
            json.number("id", handler.id());
            parts.process(handler.process());
            parts.frame("frame", handler.frame());
            json.texts("caught", handler.caught());
            json.text("disposition", handler.disposition().id());
            json.texts("does", handler.does());
            json.number("hits", handler.hits());
            json.number("recorded", handler.recorded());
            if (handler.handling().isPresent()) {
                json.millis("handlingMillis", handler.handling().get());
            } else {
                json.nothing("handlingMillis");
            }
            json.array(
                    "received",
                    handler.received(),
                    received -> json.object(() -> {
                        json.text("type", received.type());
                        json.number("count", received.count());
                        json.numberUnless(-1, "series", received.series().orElse(-1));
                    }));
            json.texts("incidents", handler.incidents());
            json.texts(
                    "remarks",
                    handler.remarks().stream().map(HandlerSite.Remark::text).toList());
        });
    }

    void task(Task task) throws IOException {
        json.object(() -> {
            json.number("id", task.id());
            parts.process(task.process());
            json.numberUnless(-1, "parent", task.parent().orElse(-1));
            json.text("kind", task.kind().id());
            json.text("name", task.name());
            thread("submittedBy", task.submittedBy());
            thread("ranOn", task.ranOn());
            json.timeOrNull("submitted", task.submitted());
            json.timeOrNull("started", task.started());
            json.timeOrNull("ended", task.ended());
            json.text("outcome", task.outcome().id());
            json.text("fetch", task.fetch().id());
            if (task.failure().isPresent()) {
                parts.failure("failure", graph.failure(task.failure().get()));
            } else {
                json.nothing("failure");
            }
            json.textOrNull("context", task.context());
            sightings.cancellation(task.cancellation());
            json.text("certainty", task.certainty().id());
        });
    }

    private void thread(String name, Optional<ThreadRef> thread) throws IOException {
        json.textOrNull(name, thread.map(ThreadRef::display).orElse(""));
    }
}
