package dev.epicenter.render.json;

import dev.epicenter.model.Cancellation;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.Sightings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The member {@code sightings}, and how tasks were cancelled: what only the agent sees. */
final class SightingJson {
    private final JsonOut json;
    private final Parts parts;
    private final FailureGraph graph;

    SightingJson(JsonOut json, Parts parts, FailureGraph graph) {
        this.json = json;
        this.parts = parts;
        this.graph = graph;
    }

    void write(Sightings of) throws IOException {
        json.object("sightings", () -> {
            json.array("interrupts", of.interrupts(), this::interrupt);
            json.array("executorShutdowns", of.shutdowns(), this::shutdown);
            json.array("locksLeft", of.locksLeft(), this::lock);
            json.array("catchTimes", of.catchTimes(), this::catchTimes);
        });
    }

    void cancellation(Optional<Cancellation> of) throws IOException {
        if (of.isEmpty()) {
            json.nothing("cancelled");
            return;
        }
        Cancellation cancelled = of.get();
        json.object("cancelled", () -> {
            json.time("at", cancelled.at());
            json.text("by", cancelled.by().display());
            json.flag("interrupt", cancelled.interrupt());
            json.flag("running", cancelled.running());
            millis("ranOnMillis", cancelled.ranOn());
            json.flag("over", cancelled.over());
        });
    }

    private void interrupt(Interrupt one) throws IOException {
        json.object(() -> {
            json.time("at", one.at());
            parts.process(one.thread().process());
            json.text("thread", one.thread().display());
            json.text("by", one.by().display());
            if (one.from().isPresent()) {
                parts.frame("from", one.from().get());
            } else {
                json.nothing("from");
            }
            json.numberUnless(-1, "task", one.task().orElse(-1));
            json.text("reaction", one.reaction().id());
            json.timeOrNull("noticed", one.noticed());
            json.numberUnless(-1, "handler", one.handler().orElse(-1));
            millis("wentOnMillis", one.wentOn());
        });
    }

    private void shutdown(ExecutorShutdown one) throws IOException {
        json.object(() -> {
            json.time("at", one.at());
            parts.process(one.by().process());
            json.text("executor", one.executor());
            json.text("by", one.by().display());
            if (one.from().isPresent()) {
                parts.frame("from", one.from().get());
            } else {
                json.nothing("from");
            }
            json.flag("immediate", one.immediate());
            json.number("abandoned", one.abandoned());
        });
    }

    private void lock(LockLeft one) throws IOException {
        json.object(() -> {
            parts.failure("failure", graph.failure(one.failure()));
            parts.frame("frame", one.frame());
            json.text("lock", one.lock());
            json.number("lockLine", one.locked());
            json.number("unlockLine", one.unlock());
        });
    }

    private void catchTimes(CatchTimes times) throws IOException {
        json.object(() -> {
            parts.process(times.process());
            json.number("measured", times.measured());
            json.millis("medianMillis", times.median());
            json.millis("p99Millis", times.p99());
            json.array(
                    "slowest",
                    times.slowest(),
                    slow -> json.object(() -> {
                        parts.failure("failure", graph.failure(slow.failure()));
                        json.number("handler", slow.handler());
                        json.time("at", slow.at());
                        json.millis("tookMillis", slow.took());
                        json.millis("collectionsMillis", slow.collections());
                        json.millis("safepointsMillis", slow.safepoints());
                    }));
        });
    }

    private void millis(String name, Optional<Duration> of) throws IOException {
        if (of.isPresent()) {
            json.millis(name, of.get());
        } else {
            json.nothing(name);
        }
    }
}
