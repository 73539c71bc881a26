package dev.epicenter.render.json;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Timeline;
import java.io.IOException;

/** The members {@code timeline} and {@code machine}: what the virtual machine and its host did meanwhile. */
final class TimelineJson {
    private static final int FRAMES = 10;

    private final JsonOut json;
    private final Parts parts;

    TimelineJson(JsonOut json, Parts parts) {
        this.json = json;
        this.parts = parts;
    }

    void timeline(Analysis analysis) throws IOException {
        Timeline timeline = analysis.timeline();
        json.object("timeline", () -> {
            json.number("pauseCount", timeline.pauseCount());
            json.millis("pauseMillis", timeline.pauseTotal());
            json.array("pauses", timeline.pauses(), this::pause);
            json.numberUnless(0, "maxHeapBytes", timeline.maxHeapBytes());
            json.array("heap", timeline.heap(), this::heap);
            if (timeline.shutdown().isPresent()) {
                shutdown(timeline.shutdown().get());
            } else {
                json.nothing("shutdown");
            }
            if (analysis.graph().series().isEmpty()) {
                json.nothing("bucketMillis");
            } else {
                json.millis(
                        "bucketMillis",
                        analysis.graph().series().get(0).profile().bucket());
            }
        });
    }

    private void pause(Pause pause) throws IOException {
        json.object(() -> {
            json.time("time", pause.start());
            json.millis("millis", pause.length());
            json.text("cause", pause.cause());
        });
    }

    private void heap(HeapSample sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.number("usedBytes", sample.usedBytes());
            json.number("committedBytes", sample.committedBytes());
        });
    }

    private void shutdown(Shutdown shutdown) throws IOException {
        json.object("shutdown", () -> {
            json.time("time", shutdown.at());
            json.text("reason", shutdown.reason());
            json.text("thread", shutdown.thread().display());
            parts.process(shutdown.thread().process());
            parts.frames(shutdown.stack().frames(), FRAMES);
        });
    }

    void machine(Machine machine) throws IOException {
        json.object("machine", () -> {
            json.array("threads", machine.threads(), this::threads);
            json.array("cpu", machine.cpu(), this::cpu);
            json.array("memory", machine.memory(), this::memory);
            json.array("metaspace", machine.metaspace(), this::metaspace);
            json.array("creators", machine.creators(), this::creator);
            json.array("stalls", machine.stalls(), this::stall);
            json.array("recursions", machine.recursions(), this::recursion);
            json.array("connections", machine.connections(), this::connections);
            json.array("pools", machine.pools(), this::pool);
        });
    }

    private void threads(Machine.ThreadCount sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.number("active", sample.active());
            json.number("peak", sample.peak());
        });
    }

    private void cpu(Machine.CpuLoad sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.decimal("user", sample.user());
            json.decimal("system", sample.system());
            json.decimal("machine", sample.machine());
        });
    }

    private void memory(Machine.MemorySample sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.numberUnless(0, "residentBytes", sample.residentBytes());
            json.numberUnless(0, "usedBytes", sample.usedBytes());
            json.numberUnless(0, "limitBytes", sample.limitBytes());
        });
    }

    private void metaspace(Machine.MetaspaceSample sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.number("usedBytes", sample.usedBytes());
            json.number("committedBytes", sample.committedBytes());
        });
    }

    private void creator(Machine.ThreadCreator creator) throws IOException {
        json.object(() -> {
            parts.frame("frame", creator.site());
            json.text("pattern", creator.pattern());
            json.number("started", creator.started());
            json.number("ended", creator.ended());
        });
    }

    private void stall(Machine.Stall stall) throws IOException {
        json.object(() -> {
            json.text("event", stall.event());
            json.text("thread", stall.thread().display());
            parts.process(stall.thread().process());
            json.time("time", stall.at());
            json.number("millis", stall.length().toMillis());
            json.textOrNull("reason", stall.reason());
            parts.frames(stall.stack().frames(), FRAMES);
        });
    }

    private void recursion(Machine.Recursion recursion) throws IOException {
        json.object(() -> {
            parts.frames("cycle", recursion.cycle(), recursion.cycle().size());
            json.number("samples", recursion.samples());
            json.time("first", recursion.first());
            json.time("last", recursion.last());
        });
    }

    private void connections(Machine.Connections sample) throws IOException {
        json.object(() -> {
            json.time("time", sample.at());
            json.decimal("atWork", sample.atWork());
        });
    }

    private void pool(Machine.PoolFigures figures) throws IOException {
        json.object(() -> {
            json.time("time", figures.at());
            json.text("pool", figures.pool());
            json.number("held", figures.held());
            json.number("waiting", figures.waiting());
            json.numberUnless(0, "size", figures.size());
        });
    }
}
