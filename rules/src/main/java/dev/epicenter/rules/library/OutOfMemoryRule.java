package dev.epicenter.rules.library;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Incident;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Timeline;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds exhausted memory, thrown or only visible in the heap. Page: docs/rules/out-of-memory.md. */
public final class OutOfMemoryRule implements Rule {
    /** Judgement: after it no invariant of the process can be trusted. */
    static final double SCORE = 95;

    /** Judgement: nothing failed yet that the recording shows. */
    static final double NEARLY_FULL_SCORE = 60;

    /**
     * Share of the heap still in use after a collection that counts as full. Judgement: after a young collection eden is empty,
     * so that a heap this full has next to nothing left to give.
     */
    private static final Parameter FULL =
            Parameter.number("full", 0.95, "share of the heap in use after collections that counts as full");

    /** Collections in a row, the last of the recording, that must have left the heap full. Judgement: one may be chance. */
    static final int FULL_COLLECTIONS = 3;

    private static final RuleInfo INFO = RuleInfo.of(
                    "out-of-memory",
                    Topic.FAILURE,
                    "Memory ran out",
                    "Finds exhausted memory: OutOfMemoryErrors that Java code built, the signs that HotSpot's own ones leave in heap"
                            + " and shutdown events (JFR records no event for those), and a heap that stays full after each collection.")
            .needs(Need.anyOf(
                    "heap or error events", "jdk.GCHeapSummary", "jdk.JavaErrorThrow", "jdk.JavaExceptionThrow"))
            .takes(FULL);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        Facts facts = in.facts();
        Map<Kind, List<Failure>> found = new LinkedHashMap<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            if (isOutOfMemory(series.type())) {
                facts.exemplars(series).stream().limit(Facts.EVIDENCE).forEach(f -> add(found, f));
            }
        }
        for (Incident incident : facts.incidents(SymptomKind.OOM)) {
            if (facts.path(incident).stream().noneMatch(f -> isOutOfMemory(f.type()))) {
                add(found, facts.symptom(incident));
            }
        }
        List<Finding> findings = new ArrayList<>();
        found.forEach((kind, failures) -> findings.add(finding(facts, kind, failures)));
        if (findings.isEmpty() && staysFull(in.analysis().timeline(), in.number(FULL))) {
            findings.add(nearlyFull(facts));
        }
        return findings;
    }

    /** Whether a failure of that type says that memory ran out. */
    static boolean isOutOfMemory(String type) {
        return type.equals(Condition.OUT_OF_MEMORY.typeName()) || type.endsWith("OutOfMemoryError");
    }

    private static void add(Map<Kind, List<Failure>> found, Failure failure) {
        found.computeIfAbsent(Kind.of(failure), k -> new ArrayList<>()).add(failure);
    }

    private Finding finding(Facts facts, Kind kind, List<Failure> failures) {
        Failure first =
                failures.stream().min((a, b) -> a.at().compareTo(b.at())).orElse(failures.get(0));
        long count = failures.stream()
                .map(facts::series)
                .distinct()
                .mapToLong(FailureSeries::count)
                .sum();
        return new Draft(INFO, facts, SCORE)
                .summary(Words.sentences(
                        "%s ran out, first seen at %s in thread %s: %s, recorded %s."
                                .formatted(
                                        kind.what,
                                        facts.when(first.at()),
                                        first.thread().display(),
                                        facts.told(first),
                                        Words.times(count)),
                        heap(facts)))
                .explanation(
                        "An OutOfMemoryError strikes whichever thread asks next, not the one that holds the memory, and it"
                                + " can leave any lock, cache or connection half done. Failures after it, in whatever code, are suspects"
                                + " of being its consequences.")
                .remedy(kind.remedy)
                .rests(failures)
                .but(
                        first.isCondition() && first.stack().frames().isEmpty()
                                ? "HotSpot's own OutOfMemoryError leaves no event; this rests on heap, collector and shutdown"
                                        + " events, and the place that threw it is not known."
                                : "")
                .finding();
    }

    private static boolean staysFull(Timeline timeline, double full) {
        List<HeapSample> heap = timeline.heap();
        if (timeline.maxHeapBytes() <= 0 || heap.size() < FULL_COLLECTIONS) {
            return false;
        }
        return heap.subList(heap.size() - FULL_COLLECTIONS, heap.size()).stream()
                .allMatch(s -> s.usedBytes() >= full * timeline.maxHeapBytes());
    }

    private Finding nearlyFull(Facts facts) {
        return new Draft(INFO, facts, NEARLY_FULL_SCORE)
                .summary("Memory is about to run out. " + heap(facts))
                .explanation(
                        "When collections free next to nothing, the JVM spends its time collecting, requests time out, and"
                                + " an OutOfMemoryError is near. HotSpot's own OutOfMemoryErrors leave no event, so one may already have"
                                + " been thrown.")
                .remedy(Kind.HEAP.remedy)
                .but("No failure in the recording is tied to it.")
                .finding();
    }

    private static String heap(Facts facts) {
        Timeline timeline = facts.analysis().timeline();
        if (timeline.heap().isEmpty() || timeline.maxHeapBytes() <= 0) {
            return "";
        }
        HeapSample last = timeline.heap().get(timeline.heap().size() - 1);
        return "After the last recorded collection, at %s, %s of %s were still in use (%s)."
                .formatted(
                        facts.when(last.at()),
                        Words.bytes(last.usedBytes()),
                        Words.bytes(timeline.maxHeapBytes()),
                        Words.share((double) last.usedBytes() / timeline.maxHeapBytes()));
    }

    /** Which memory, by HotSpot's and the JDK's own messages. */
    private enum Kind {
        THREADS(
                "The system's room for threads",
                "native thread",
                "Find who starts threads without end (jcmd <pid> Thread.print, count by name) and give it a bounded pool; then"
                        + " check ulimit -u, the container's pids limit and -Xss."),
        NATIVE(
                "The memory that the operating system gives",
                "native memory:",
                "See which limit was hit (the crash log has them): free memory and swap, the container's limit, ulimit, vm.max_map_count."
                        + " Heap and the rest, a quarter more and the stacks, must fit together: lower -Xmx, or find what grows with"
                        + " -XX:NativeMemoryTracking=summary."),
        METASPACE(
                "Metaspace",
                "metaspace|compressed class space",
                "Look for class loaders that stay (jcmd <pid> VM.classloader_stats) and for classes generated anew on each call;"
                        + " raise -XX:MaxMetaspaceSize only once the count of classes is known to level off."),
        DIRECT(
                "Direct buffer memory",
                "direct buffer",
                "Release or pool direct buffers (Netty: -Dio.netty.leakDetection.level=paranoid in a test); the limit is"
                        + " -XX:MaxDirectMemorySize, by default as large as the heap."),
        ARRAY(
                "The largest array there can be",
                "array size|required length|required array",
                "Do not build it in one piece: stream or split what grows there; no heap size helps."),
        HEAP(
                "The heap",
                "",
                "Run with -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=… and look at what holds the most (dominator tree);"
                        + " record with jdk.OldObjectSample and path-to-gc-roots=true to see it without a dump. Let the process"
                        + " end at the first one, -XX:+ExitOnOutOfMemoryError, rather than run on damaged; raise -Xmx only when"
                        + " the need is real and not a leak.");

        private final String what;
        private final List<String> words;
        private final String remedy;

        Kind(String what, String words, String remedy) {
            this.what = what;
            this.words = List.of(words.split("\\|"));
            this.remedy = remedy;
        }

        static Kind of(Failure failure) {
            String message = failure.message().orElse("").toLowerCase(Locale.ROOT);
            for (Kind kind : values()) {
                if (kind.words.stream().anyMatch(message::contains)) {
                    return kind;
                }
            }
            return HEAP;
        }
    }
}
