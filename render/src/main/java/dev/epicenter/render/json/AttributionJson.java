package dev.epicenter.render.json;

import dev.epicenter.model.Artifact;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Objective;
import dev.epicenter.model.Attribution.Owner;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Incident;
import java.io.IOException;
import java.util.Optional;

/** Whose code failed: {@code attribution} of an incident, and the elements of {@code objectives}. */
final class AttributionJson {
    private final JsonOut json;
    private final Parts parts;
    private final Attribution attribution;
    private final FailureGraph graph;

    AttributionJson(JsonOut json, Parts parts, Attribution attribution, FailureGraph graph) {
        this.json = json;
        this.parts = parts;
        this.attribution = attribution;
        this.graph = graph;
    }

    void of(Incident incident) throws IOException {
        Optional<Attribution.Origin> origin = attribution.of(incident);
        if (origin.isEmpty() || origin.get().frame().type().isEmpty()) {
            json.nothing("attribution");
            return;
        }
        json.object("attribution", () -> {
            parts.frame("frame", origin.get().frame());
            json.flag("inApp", origin.get().inApp());
            artifact(origin.get().artifact());
            owner(origin.get().owner());
        });
    }

    private void artifact(Optional<Artifact> artifact) throws IOException {
        if (artifact.isEmpty()) {
            json.nothing("artifact");
            return;
        }
        json.object("artifact", () -> {
            json.text("name", artifact.get().name());
            json.textOrNull("version", artifact.get().version());
            json.textOrNull("file", artifact.get().file());
            json.text("source", artifact.get().source());
        });
    }

    private void owner(Optional<Owner> owner) throws IOException {
        if (owner.isEmpty()) {
            json.nothing("owner");
            return;
        }
        json.object("owner", () -> {
            json.text("name", owner.get().name());
            json.text("criticality", owner.get().criticality().id());
            json.text("code", owner.get().pattern());
            json.textOrNull("contact", owner.get().contact());
        });
    }

    void objective(Objective objective) throws IOException {
        json.object(() -> {
            owner(Optional.of(objective.owner()));
            json.text("promise", objective.text());
            json.text("state", objective.state().id());
            if (objective.at().isPresent()) {
                json.time("brokenAt", objective.at().get());
            } else {
                json.nothing("brokenAt");
            }
            json.millis("withinMillis", objective.within());
            json.number("times", objective.times());
            json.number("count", objective.count());
            json.number("of", objective.of());
            json.number("total", objective.total());
            json.array("failures", objective.failures(), id -> {
                json.object(() -> parts.failureMembers(graph.failure(id)));
            });
        });
    }
}
