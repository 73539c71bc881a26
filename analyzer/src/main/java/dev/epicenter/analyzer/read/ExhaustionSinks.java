package dev.epicenter.analyzer.read;

import static dev.epicenter.analyzer.read.MachineSinks.orEmpty;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one chunk says, in the JVM's own words, of memory that it could not give, and of who fills the metaspace. */
final class ExhaustionSinks {
    /** Refusals kept of a chunk. */
    private static final int MAX_REFUSALS = 64;

    /** Classes of loaders told apart. */
    private static final int MAX_LOADERS = 2_000;

    private final ChunkScope scope;
    final List<Refused> refusals = new ArrayList<>();
    private Map<String, long[]> loaders = new LinkedHashMap<>();
    private long snapshot = Event.NEVER;

    /** Memory that could not be given; the thread by its number in the chunk. */
    record Refused(long at, String event, int thread, StackTrace stack, String what) {}

    ExhaustionSinks(ChunkScope scope) {
        this.scope = scope;
    }

    void subscribe(Subscriptions to) {
        to.on("jdk.MetaspaceOOM", this::metaspace, "metadataType", "size");
        to.on("jdk.HeapDump", this::heapDump, "onOutOfMemoryError", "destination");
        to.on("jdk.ClassLoaderStatistics", this::loader, "classLoader", "classCount", "chunkSize", "hiddenClassCount");
    }

    private void metaspace(Event e) {
        boolean classes = orEmpty(e.text(0)).equalsIgnoreCase("Class");
        refused(e, "jdk.MetaspaceOOM", classes ? Resources.Refusal.CLASS_SPACE : Resources.Refusal.METASPACE);
    }

    private void heapDump(Event e) {
        if (e.isTrue(0)) {
            refused(e, "jdk.HeapDump", Resources.Refusal.HEAP);
        }
    }

    private void refused(Event e, String event, String what) {
        if (refusals.size() < MAX_REFUSALS && scope.isPlausible(e.start())) {
            refusals.add(new Refused(e.start(), event, e.thread(), scope.plain(e.stack()), what));
        }
    }

    /** All loaders are told at once, at both ends of a chunk; the later snapshot is kept. */
    private void loader(Event e) {
        if (snapshot == Event.NEVER || Math.abs(e.start() - snapshot) > Nanos.SECOND) {
            loaders = new LinkedHashMap<>();
        }
        snapshot = e.start();
        String type = scope.className(e.type(0, "type"));
        if (loaders.size() < MAX_LOADERS || loaders.containsKey(type)) {
            long[] sums = loaders.computeIfAbsent(type, t -> new long[3]);
            sums[0]++;
            sums[1] += e.number(1, 0) + e.number(3, 0);
            sums[2] += Math.max(0, e.number(2, 0));
        }
    }

    /** By class of the loaders: how many, their classes, their bytes of metaspace; empty where the chunk does not tell. */
    Map<String, long[]> loaders() {
        return loaders;
    }
}
