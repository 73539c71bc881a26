package dev.epicenter.render.json;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Handler;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Reason;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.Site;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The elements of {@code incidents}. */
final class IncidentJson {
    /** Frames of a root cause's stack that are written. */
    private static final int FRAMES = 10;

    private final JsonOut json;
    private final FailureGraph graph;

    IncidentJson(JsonOut json, FailureGraph graph) {
        this.json = json;
        this.graph = graph;
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
        });
    }

    private void symptom(Incident incident) throws IOException {
        json.object("symptom", () -> {
            json.text("kind", incident.symptom().kind().id());
            failureMembers(graph.failure(incident.symptom().failure()));
            json.text("text", incident.symptom().text());
        });
    }

    private void rootCause(RootCause cause) throws IOException {
        Failure failure = graph.failure(cause.failure());
        json.object(() -> {
            json.number("rank", cause.rank());
            json.decimal("confidence", cause.confidence());
            json.text("type", failure.type());
            message(failure);
            site(failure);
            List<Frame> frames = failure.stack().frames().stream().limit(FRAMES).toList();
            json.array(
                    "frames",
                    frames,
                    f -> json.object(() -> {
                        PartsJson.frameMembers(json, f);
                        inApp(failure, f);
                    }));
            json.text("thread", failure.thread().display());
            json.time("time", failure.at());
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
            json.object("from", () -> failureMembers(graph.failure(link.from())));
            json.object("to", () -> failureMembers(graph.failure(link.to())));
            json.text("relation", link.relation().id());
            json.text("certainty", link.certainty().id());
            json.decimal("confidence", link.confidence());
            json.array("evidence", link.evidence(), e -> PartsJson.evidence(json, e));
            json.array("counterEvidence", link.counter(), e -> PartsJson.evidence(json, e));
        });
    }

    private void handler(Handler handler) throws IOException {
        json.object(() -> {
            json.object("failure", () -> failureMembers(graph.failure(handler.failure())));
            json.object("frame", () -> PartsJson.frameMembers(json, handler.frame()));
            json.text("disposition", handler.disposition().id());
            json.text("certainty", handler.certainty().id());
            json.decimal("confidence", handler.confidence());
            json.text("text", handler.text());
        });
    }

    private void failureMembers(Failure failure) throws IOException {
        json.text("type", failure.type());
        message(failure);
        site(failure);
        json.text("thread", failure.thread().display());
        json.time("time", failure.at());
    }

    private void message(Failure failure) throws IOException {
        Optional<String> message = failure.message();
        if (message.isPresent()) {
            json.text("message", message.get());
        } else {
            json.nothing("message");
        }
    }

    private void site(Failure failure) throws IOException {
        Site site = graph.seriesOf(failure).site();
        if (!site.known()) {
            json.nothing("frame");
            return;
        }
        json.object("frame", () -> {
            PartsJson.frameMembers(json, site.frame());
            json.flag("inApp", site.inApp());
        });
    }

    /** Known for the site, and for the frames inside of it: the site is the first in-app frame. Null for those outside. */
    private void inApp(Failure failure, Frame frame) throws IOException {
        Site site = graph.seriesOf(failure).site();
        List<Frame> frames = failure.stack().frames();
        int siteAt = frames.indexOf(site.frame());
        int at = frames.indexOf(frame);
        if (site.inApp() && at > siteAt) {
            json.nothing("inApp");
        } else {
            json.flag("inApp", site.inApp() && at == siteAt);
        }
    }
}
