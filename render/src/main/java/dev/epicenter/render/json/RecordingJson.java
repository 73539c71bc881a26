package dev.epicenter.render.json;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Recording;
import java.io.IOException;

/** The member {@code recording}: what was read and what is missing. */
final class RecordingJson {
    private final JsonOut json;

    RecordingJson(JsonOut json) {
        this.json = json;
    }

    void write(Analysis analysis) throws IOException {
        Recording recording = analysis.recording();
        json.object("recording", () -> {
            json.texts("sources", recording.sources());
            json.textOrNull("jvm", recording.jvm());
            json.textOrNull("javaVersion", recording.javaVersion());
            json.textOrNull("mainClass", recording.mainClass());
            json.textOrNull("jvmArguments", recording.jvmArguments());
            json.numberUnless(-1, "pid", recording.pid());
            json.time("start", recording.start());
            json.time("end", recording.end());
            json.number("durationMillis", recording.length().toMillis());
            json.number("chunks", recording.chunks());
            json.texts("inApp", recording.inApp().described());
            json.numbers("eventCounts", recording.eventCounts());
            dataLoss(analysis.dataLoss());
        });
    }

    private void dataLoss(DataLoss loss) throws IOException {
        json.object("dataLoss", () -> {
            if (loss.thrown().isPresent()) {
                json.number("thrown", loss.thrown().getAsLong());
                json.number("recorded", loss.recorded());
                json.decimal("recordedShare", loss.recordedShare());
            } else {
                json.nothing("thrown");
                json.number("recorded", loss.recorded());
                json.nothing("recordedShare");
            }
            json.array("overTime", loss.overTime(), this::interval);
            json.textOrNull("throttle", loss.throttle());
            json.texts("disabledEvents", loss.disabledEvents());
            json.number("lostBytes", loss.lostBytes());
            json.number("truncatedStacks", loss.truncatedStacks());
            json.number("stacklessFailures", loss.stacklessFailures());
            json.number("foldedFailures", loss.foldedFailures());
            json.numberUnless(0, "stackDepth", loss.stackDepth());
            json.flag("shutdownSeen", loss.shutdownSeen());
            json.array("damage", loss.damage(), this::damage);
            if (loss.agent().isPresent()) {
                agent(loss.agent().get());
            }
            json.texts("notes", loss.notes());
        });
    }

    private void agent(DataLoss.AgentCounts agent) throws IOException {
        json.object("agent", () -> {
            json.number("constructed", agent.constructed());
            json.number("recorded", agent.recorded());
            json.number("handled", agent.handled());
            json.number("handledRecorded", agent.handledRecorded());
            json.number("faults", agent.faults());
            json.texts("disabledParts", agent.disabledParts());
            json.number("skippedClasses", agent.skippedClasses());
        });
    }

    private void interval(DataLoss.Interval interval) throws IOException {
        json.object(() -> {
            json.time("from", interval.from());
            json.time("to", interval.to());
            json.number("thrown", interval.thrown());
            json.number("recorded", interval.recorded());
        });
    }

    private void damage(DataLoss.Damage damage) throws IOException {
        json.object(() -> {
            json.text("source", damage.source());
            json.number("offset", damage.offset());
            json.numberUnless(-1, "bytes", damage.bytes());
            json.text("what", damage.what());
        });
    }
}
