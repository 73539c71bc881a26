package dev.epicenter.render.json;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import java.io.IOException;

/** The elements of {@code incidents}. */
final class IncidentJson {
    /** Frames of a root cause's stack that are written. */
    private static final int FRAMES = 10;

    private final JsonOut json;
    private final Parts parts;
    private final FailureGraph graph;
    private final AttributionJson attribution;

    IncidentJson(JsonOut json, Parts parts, FailureGraph graph, AttributionJson attribution) {
        this.json = json;
        this.parts = parts;
        this.graph = graph;
        this.attribution = attribution;
    }

    void write(Incident incident) throws IOException {
        json.object(() -> {
            json.text("id", incident.id());
            json.text("fingerprint", incident.fingerprint());
            json.text("severity", incident.severity().id());
            json.decimal("score", incident.score());
            json.time("first", incident.first());
            json.time("last", incident.last());
            json.number("count", incident.count());
            symptom(incident);
            json.array("rootCauses", incident.rootCauses(), this::rootCause);
            json.array("chain", incident.chain(), this::link);
            json.array("branches", incident.branches(), this::link);
            json.array("swallowedBy", incident.swallowedBy(), this::handler);
            json.text("recoverability", incident.recoverability().id());
            json.textOrNull("remedy", incident.remedy());
            attribution.of(incident);
        });
    }

    private void symptom(Incident incident) throws IOException {
        json.object("symptom", () -> {
            json.text("kind", incident.symptom().kind().id());
            parts.failureMembers(graph.failure(incident.symptom().failure()));
            json.text("text", incident.symptom().text());
        });
    }

    private void rootCause(RootCause cause) throws IOException {
        Failure failure = graph.failure(cause.failure());
        json.object(() -> {
            json.number("rank", cause.rank());
            json.decimal("confidence", cause.confidence());
            parts.failureMembers(failure);
            parts.frames(failure.stack().frames(), FRAMES);
            json.number("count", graph.seriesOf(failure).count());
            json.array("why", cause.why(), this::reason);
        });
    }

    private void reason(Reason reason) throws IOException {
        json.object(() -> {
            json.text("name", reason.name());
            json.decimal("points", reason.points());
            json.text("text", reason.text());
        });
    }

    private void link(Link link) throws IOException {
        json.object(() -> {
            parts.failure("from", graph.failure(link.from()));
            parts.failure("to", graph.failure(link.to()));
            json.text("relation", link.relation().id());
            json.text("certainty", link.certainty().id());
            json.decimal("confidence", link.confidence());
            json.array("evidence", link.evidence(), parts::evidence);
            json.array("counterEvidence", link.counter(), parts::evidence);
        });
    }

    private void handler(Handler handler) throws IOException {
        json.object(() -> {
            parts.failure("failure", graph.failure(handler.failure()));
            parts.frame("frame", handler.frame());
            json.text("disposition", handler.disposition().id());
            json.text("certainty", handler.certainty().id());
            json.decimal("confidence", handler.confidence());
            json.text("text", handler.text());
        });
    }
}
