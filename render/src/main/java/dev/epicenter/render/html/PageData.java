package dev.epicenter.render.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Certainty;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Site;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskTree;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.render.json.SeenEscapes;
import dev.epicenter.render.view.Buckets;
import dev.epicenter.render.view.SeriesOrder;
import dev.epicenter.render.view.Topology;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What the page's scripts show, as one JSON document that is read by {@code data.js}. Most of it is columns: an array for each
 * member instead of an object for each failure. Times are microseconds since the recording's start; a text, a frame, a thread is
 * a number that leads into its own table; -1 stands for nothing.
 */
final class PageData {
    /** Links whose evidence is written; the others have relation and confidence. A judgement, some 300 bytes each. */
    private static final int EXPLAINED_LINKS = 3_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final JsonGenerator json;
    private final Analysis analysis;
    private final Map<Edge, String> anchors;
    private final Instant start;
    private final List<FailureSeries> series;
    private final StackForest stacks;
    private final Strings texts = new Strings();
    private final Map<ThreadRef, Integer> threads = new LinkedHashMap<>();
    private final Map<Evidence, Integer> evidence = new LinkedHashMap<>();

    private PageData(JsonGenerator json, Analysis analysis, Map<Edge, String> anchors) {
        this.json = json;
        this.analysis = analysis;
        this.anchors = anchors;
        this.start = analysis.recording().start();
        this.series = analysis.graph().series();
        this.stacks = new StackForest(SeriesOrder.of(analysis));
    }

    /**
     * Writes the document.
     *
     * @param anchors links whose evidence stands in the page itself, and where
     */
    static void write(Analysis analysis, Map<Edge, String> anchors, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setCharacterEscapes(SeenEscapes.IN_HTML);
            new PageData(json, analysis, anchors).document();
        }
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeNumberField("start", start.toEpochMilli());
        json.writeNumberField("length", micros(analysis.recording().end()));
        names("processes", analysis.processes(), JvmProcess::name);
        seriesColumns();
        failureColumns();
        linkColumns();
        incidents();
        taskColumns();
        machine();
        frameColumns();
        // Last, since all of the above ask for numbers.
        threadColumns();
        numbers("evidenceText", evidence.keySet(), e -> texts.of(e.text()));
        numbers("evidenceWeight", evidence.keySet(), e -> (int) Math.round(e.weight() * 100));
        json.writeArrayFieldStart("texts");
        for (String text : texts.all()) {
            json.writeString(text);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private long micros(Instant at) {
        return Duration.between(start, at).toNanos() / 1_000;
    }

    private long micros(Optional<Instant> at) {
        return at.map(this::micros).orElse(-1L);
    }

    private int thread(ThreadRef thread) {
        return threads.computeIfAbsent(thread, t -> threads.size());
    }

    private int thread(Optional<ThreadRef> thread) {
        return thread.map(this::thread).orElse(-1);
    }

    private void seriesColumns() throws IOException {
        if (!series.isEmpty()) {
            Buckets buckets = Buckets.of(series);
            json.writeObjectFieldStart("buckets");
            json.writeNumberField("start", micros(buckets.start()));
            json.writeNumberField("width", buckets.width().toNanos() / 1_000);
            json.writeNumberField("size", buckets.size());
            json.writeEndObject();
            json.writeArrayFieldStart("profiles");
            for (FailureSeries one : series) {
                profile(buckets.counts(one));
            }
            json.writeEndArray();
        }
        java.util.Set<Integer> onPath = SeriesOrder.onPath(analysis);
        json.writeObjectFieldStart("series");
        numbers("type", series, s -> texts.of(s.type()));
        numbers("stack", series, stacks::leaf);
        numbers("left", series, stacks::left);
        numbers("site", series, s -> site(s.site()));
        numbers("fingerprint", series, s -> texts.of(s.fingerprint()));
        longs("count", series, FailureSeries::count);
        numbers("threads", series, FailureSeries::threads);
        longs("first", series, s -> micros(s.first()));
        longs("last", series, s -> micros(s.last()));
        numbers("background", series, s -> s.background() ? 1 : 0);
        numbers("path", series, s -> onPath.contains(s.id()) ? 1 : 0);
        numbers("truncated", series, s -> s.stack().truncated() ? 1 : 0);
        json.writeEndObject();
    }

    /** Pairs of a bucket and its count, where there is one. */
    private void profile(long[] counts) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                json.writeNumber(i);
                json.writeNumber(counts[i]);
            }
        }
        json.writeEndArray();
    }

    private int site(Site site) {
        return site.known() ? stacks.frame(site.frame()) : StackForest.NONE;
    }

    private void failureColumns() throws IOException {
        List<Failure> failures = analysis.graph().failures();
        json.writeObjectFieldStart("failures");
        longs("at", failures, f -> micros(f.at()));
        numbers("series", failures, Failure::series);
        numbers("thread", failures, f -> thread(f.thread()));
        numbers("message", failures, f -> f.message().map(texts::of).orElse(-1));
        json.writeEndObject();
    }

    private void linkColumns() throws IOException {
        List<Link> links = links();
        json.writeObjectFieldStart("links");
        numbers("from", links, Link::from);
        numbers("to", links, Link::to);
        numbers("relation", links, l -> texts.of(l.relation().id()));
        numbers("observed", links, l -> l.certainty() == Certainty.OBSERVED ? 1 : 0);
        numbers("confidence", links, l -> (int) Math.round(l.confidence() * 100));
        numbers("anchor", links, l -> anchor(l).map(texts::of).orElse(-1));
        reasons("why", links, Link::evidence);
        reasons("against", links, Link::counter);
        json.writeEndObject();
    }

    /** Those of incidents first. */
    private List<Link> links() {
        Map<Edge, Link> links = new LinkedHashMap<>();
        for (Incident incident : analysis.incidents()) {
            incident.chain().forEach(l -> links.putIfAbsent(Edge.of(l), l));
            incident.branches().forEach(l -> links.putIfAbsent(Edge.of(l), l));
        }
        analysis.graph().links().forEach(l -> links.putIfAbsent(Edge.of(l), l));
        return new ArrayList<>(links.values());
    }

    private Optional<String> anchor(Link link) {
        return Optional.ofNullable(anchors.get(Edge.of(link)));
    }

    private void reasons(String name, List<Link> links, Function<Link, List<Evidence>> reasons) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < links.size(); i++) {
            json.writeStartArray();
            if (i < EXPLAINED_LINKS && anchor(links.get(i)).isEmpty()) {
                for (Evidence reason : reasons.apply(links.get(i))) {
                    Evidence bare = new Evidence(reason.name(), reason.text(), reason.weight(), List.of());
                    json.writeNumber(evidence.computeIfAbsent(bare, e -> evidence.size()));
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void incidents() throws IOException {
        json.writeArrayFieldStart("incidents");
        for (Incident incident : analysis.incidents()) {
            json.writeStartObject();
            json.writeStringField("id", incident.id());
            json.writeStringField("fingerprint", incident.fingerprint());
            json.writeNumberField("root", incident.root().failure());
            json.writeNumberField("symptom", incident.symptom().failure());
            json.writeNumberField("first", micros(incident.first()));
            json.writeNumberField("last", micros(incident.last()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void taskColumns() throws IOException {
        List<Task> tasks = analysis.tasks();
        TaskTree tree = new TaskTree(tasks);
        json.writeObjectFieldStart("tasks");
        numbers("process", tasks, Task::process);
        numbers("parent", tasks, t -> t.parent().orElse(-1));
        numbers("kind", tasks, t -> texts.of(t.kind().id()));
        numbers("name", tasks, t -> texts.of(t.name()));
        numbers("submittedBy", tasks, t -> thread(t.submittedBy()));
        numbers("ranOn", tasks, t -> thread(t.ranOn()));
        longs("submitted", tasks, t -> micros(t.submitted()));
        longs("started", tasks, t -> micros(t.started()));
        longs("ended", tasks, t -> micros(t.ended()));
        numbers("outcome", tasks, t -> texts.of(t.outcome().id()));
        numbers("fetch", tasks, t -> texts.of(t.fetch().id()));
        numbers("failure", tasks, t -> t.failure().orElse(-1));
        numbers("context", tasks, t -> texts.of(t.context()));
        numbers("observed", tasks, t -> t.certainty() == Certainty.OBSERVED ? 1 : 0);
        numbers("mark", tasks, t -> tree.mark(t).map(m -> texts.of(m.id())).orElse(-1));
        json.writeEndObject();
    }

    private void machine() throws IOException {
        List<Pause> pauses = analysis.timeline().pauses();
        json.writeObjectFieldStart("pauses");
        longs("at", pauses, p -> micros(p.start()));
        longs("length", pauses, p -> p.length().toNanos() / 1_000);
        numbers("cause", pauses, p -> texts.of(p.cause()));
        json.writeEndObject();
        var machine = analysis.machine();
        json.writeObjectFieldStart("cpu");
        longs("at", machine.cpu(), c -> micros(c.at()));
        numbers("jvm", machine.cpu(), c -> (int) Math.round((c.user() + c.system()) * 1_000));
        numbers("machine", machine.cpu(), c -> (int) Math.round(c.machine() * 1_000));
        json.writeEndObject();
        json.writeObjectFieldStart("heap");
        longs("at", analysis.timeline().heap(), h -> micros(h.at()));
        longs("used", analysis.timeline().heap(), h -> h.usedBytes());
        longs("committed", analysis.timeline().heap(), h -> h.committedBytes());
        json.writeNumberField("limit", analysis.timeline().maxHeapBytes());
        json.writeEndObject();
        json.writeObjectFieldStart("memory");
        longs("at", machine.memory(), m -> micros(m.at()));
        longs("resident", machine.memory(), m -> m.residentBytes());
        longs("limit", machine.memory(), m -> m.limitBytes());
        json.writeEndObject();
        json.writeObjectFieldStart("threadCounts");
        longs("at", machine.threads(), t -> micros(t.at()));
        longs("live", machine.threads(), t -> t.active());
        json.writeEndObject();
        json.writeNumberField("shutdown", micros(analysis.timeline().shutdown().map(s -> s.at())));
        json.writeArrayFieldStart("crashes");
        for (CrashLog crash : analysis.crashes()) {
            if (crash.at().isPresent()) {
                json.writeNumber(micros(crash.at()));
            }
        }
        json.writeEndArray();
    }

    private void frameColumns() throws IOException {
        InAppCode inApp = analysis.recording().inApp();
        List<Frame> frames = stacks.frames();
        json.writeObjectFieldStart("frames");
        numbers("type", frames, f -> texts.of(f.type()));
        numbers("method", frames, f -> texts.of(f.method()));
        numbers("line", frames, Frame::line);
        numbers("module", frames, f -> f.module().isEmpty() ? -1 : texts.of(f.module()));
        numbers("own", frames, f -> inApp.known() && inApp.contains(f.type()) ? 1 : 0);
        json.writeEndObject();
        json.writeObjectFieldStart("stacks");
        numbers("caller", stacks.parents(), p -> p);
        numbers("frame", stacks.frameOfNode(), f -> f);
        json.writeEndObject();
    }

    private void threadColumns() throws IOException {
        json.writeObjectFieldStart("threads");
        numbers("name", threads.keySet(), t -> texts.of(t.display()));
        numbers("process", threads.keySet(), ThreadRef::process);
        numbers("pool", threads.keySet(), t -> texts.of(Topology.pool(t)));
        numbers("virtual", threads.keySet(), t -> t.virtual() ? 1 : 0);
        json.writeEndObject();
    }

    private <T> void names(String name, Collection<T> all, Function<T, String> text) throws IOException {
        json.writeArrayFieldStart(name);
        for (T one : all) {
            json.writeString(text.apply(one));
        }
        json.writeEndArray();
    }

    private <T> void numbers(String name, Collection<T> all, ToIntFunction<T> number) throws IOException {
        longs(name, all, number::applyAsInt);
    }

    private <T> void longs(String name, Collection<T> all, ToLongFunction<T> number) throws IOException {
        json.writeArrayFieldStart(name);
        for (T one : all) {
            json.writeNumber(number.applyAsLong(one));
        }
        json.writeEndArray();
    }
}
