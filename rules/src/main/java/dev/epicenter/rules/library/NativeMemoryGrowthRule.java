package dev.epicenter.rules.library;

import dev.epicenter.model.Curve;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HeapSample;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Words;
import java.util.List;
import java.util.Optional;

/** Finds memory that grows outside of the heap. Page: docs/rules/native-memory-growth.md. */
public final class NativeMemoryGrowthRule implements Rule {
    /** Judgement: a container that reaches its limit is killed without a word in any log of the application. */
    static final double SCORE = 76;

    /** Judgement: without a limit in sight. */
    static final double FAR_SCORE = 55;

    private static final Parameter MIN_GROWTH =
            Parameter.number("min-growth-mb", 64, "growth of the process in MB from which it is told");

    /** Collections after which the heap's pages have all been touched. Judgement. */
    private static final int TOUCHED = 10;

    private static final RuleInfo INFO = RuleInfo.of(
                    "native-memory-growth",
                    Topic.LOAD,
                    "The process grows outside of its heap",
                    "Finds resident memory that rises all the time by more than the heap's commitment does: direct buffers, threads, native"
                            + " libraries, class metadata. It ends with the kernel's or the container's kill, which leaves no exception.")
            .needs(Need.anyOf("resident memory, JDK 21 or later", "jdk.ResidentSetSize"))
            .takes(MIN_GROWTH);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        double least = in.number(MIN_GROWTH) * (1 << 20);
        Optional<Growth> grown = Growth.of(Growth.resident(in.analysis()), least, Growth.memoryLimit(in.analysis()));
        if (grown.isEmpty()) {
            return List.of();
        }
        Growth growth = grown.get();
        double heap = heapGrowth(in);
        if (growth.last() - growth.first() - heap < least) {
            return List.of();
        }
        Optional<String> until = growth.untilLimit();
        String text = "Resident memory rose from %s to %s, %s a minute, while the heap's commitment rose by %s.%s"
                .formatted(
                        bytes(growth.first()),
                        bytes(growth.last()),
                        bytes(growth.trend().slope() * 60),
                        bytes(heap),
                        until.map(u -> " If it goes on so, the limit of " + bytes(growth.limit()) + " is reached in "
                                        + u + ".")
                                .orElse(""));
        in.draw(growth.curve(
                "resident-memory",
                INFO.id(),
                "Resident memory",
                text,
                new Curve.Axis("resident memory", Curve.Unit.BYTES)));
        return List.of(new Draft(INFO, in.facts(), until.isPresent() ? SCORE : FAR_SCORE)
                .summary(text)
                .explanation(
                        "The heap's limit does not bound the process. When the container's limit is reached the kernel kills it"
                                + " (exit code 137, OOMKilled) without an exception, a dump or a shutdown hook.")
                .remedy(
                        "Start with -XX:NativeMemoryTracking=summary and compare over time: jcmd <pid> VM.native_memory baseline, later"
                                + " summary.diff. Direct buffers: bound them by -XX:MaxDirectMemorySize and look for what does not release"
                                + " (Netty's leak detection). Malloc: MALLOC_ARENA_MAX=2 or jemalloc, and its profile. Leave the heap at most"
                                + " three quarters of the container's limit (-XX:MaxRAMPercentage).")
                .rests(new EventRef("jdk.ResidentSetSize", growth.start(), "", List.of()))
                .but("A heap that is touched for the first time grows the process as well, up to its commitment.")
                .finding());
    }

    /** What the heap can have taken: until it has been gone through a few times, all that it has not touched yet. */
    private static double heapGrowth(RuleInput in) {
        List<HeapSample> heap = in.analysis().timeline().heap();
        if (heap.isEmpty()) {
            return 0;
        }
        HeapSample first = heap.get(0);
        long before = heap.size() >= TOUCHED ? first.committedBytes() : first.usedBytes();
        return Math.max(0, heap.get(heap.size() - 1).committedBytes() - before);
    }

    private static String bytes(double bytes) {
        return Words.bytes(Math.round(bytes));
    }
}
