package dev.epicenter.render.json;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Site;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The small parts that the others are made of: frames, failures, events, evidence. */
final class Parts {
    private final JsonOut json;
    private final FailureGraph graph;
    private final InAppCode inApp;
    private final boolean processes;

    Parts(JsonOut json, Analysis analysis) {
        this.json = json;
        this.graph = analysis.graph();
        this.inApp = analysis.recording().inApp();
        this.processes = !analysis.processes().isEmpty();
    }

    void frame(Frame frame) throws IOException {
        json.object(() -> {
            json.text("class", frame.type());
            json.text("method", frame.method());
            json.numberUnless(0, "line", frame.line());
            json.textOrNull("module", frame.module());
            if (inApp.known()) {
                json.flag("inApp", inApp.contains(frame.type()));
            } else {
                json.nothing("inApp");
            }
        });
    }

    void frame(String name, Frame frame) throws IOException {
        json.name(name);
        frame(frame);
    }

    void frames(List<Frame> frames, int most) throws IOException {
        frames("frames", frames, most);
    }

    void frames(String name, List<Frame> frames, int most) throws IOException {
        json.array(name, frames.subList(0, Math.min(most, frames.size())), this::frame);
    }

    void site(Site site) throws IOException {
        if (site.known()) {
            frame("frame", site.frame());
        } else {
            json.nothing("frame");
        }
    }

    void failure(String name, Failure failure) throws IOException {
        json.object(name, () -> failureMembers(failure));
    }

    /** What is known of every failure; the rest of its object is the caller's. */
    void failureMembers(Failure failure) throws IOException {
        FailureSeries series = graph.seriesOf(failure);
        json.number("id", failure.id());
        json.text("type", failure.type());
        Optional<String> message = failure.message();
        if (message.isPresent()) {
            json.text("message", message.get());
        } else {
            json.nothing("message");
        }
        site(series.site());
        json.text("fingerprint", series.fingerprint());
        json.text("recoverability", failure.recoverability().id());
        json.text("thread", failure.thread().display());
        process(failure.thread().process());
        json.time("time", failure.at());
    }

    /** Index of a process, or null where the recording is of one and not told apart. */
    void process(int index) throws IOException {
        json.numberUnless(-1, "process", processes ? index : -1);
    }

    void event(EventRef event) throws IOException {
        json.object(() -> {
            json.text("event", event.event());
            json.time("time", event.at());
            json.textOrNull("thread", event.thread());
            frames(event.frames(), EventRef.FRAMES);
        });
    }

    void evidence(Evidence evidence) throws IOException {
        json.object(() -> {
            json.text("name", evidence.name());
            json.text("text", evidence.text());
            json.decimal("weight", evidence.weight());
            json.array("events", evidence.events(), this::event);
        });
    }
}
