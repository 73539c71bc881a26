package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Data that a {@link Rule} rests on.
 *
 * @param text  in words, to follow "needs"
 * @param anyOf event types, one of which is enough
 */
public record Need(String text, SortedSet<String> anyOf) {
    /** Events of our agent start with this; they tell of every failure, whatever the stock events say. */
    private static final String AGENT_PREFIX = "epicenter.";

    /** Exceptions, one event each. JDK 17 has them off unless asked for. */
    static final Need EXCEPTIONS = anyOf("recorded exceptions", "jdk.JavaExceptionThrow");

    /** Errors at least. */
    static final Need ERRORS = anyOf("recorded errors or exceptions", "jdk.JavaErrorThrow", "jdk.JavaExceptionThrow");

    /** Stops of all threads. */
    static final Need PAUSES = anyOf(
            "garbage collection or safepoint events",
            "jdk.GarbageCollection",
            "jdk.GCPhasePause",
            "jdk.SafepointBegin");

    public Need {
        anyOf = Collections.unmodifiableSortedSet(new TreeSet<>(anyOf));
    }

    static Need anyOf(String text, String... events) {
        return new Need(text, new TreeSet<>(List.of(events)));
    }

    /**
     * Whether the recording has it. An event type counts as there unless it is known to have been switched off: one that
     * was on and never happened leaves no trace, and that silence is an answer.
     */
    public boolean isMet(Analysis analysis) {
        var counts = analysis.recording().eventCounts();
        List<String> disabled = analysis.dataLoss().disabledEvents();
        return anyOf.stream().anyMatch(e -> counts.getOrDefault(e, 0L) > 0 || !disabled.contains(e))
                || counts.keySet().stream().anyMatch(e -> e.startsWith(AGENT_PREFIX));
    }

    /** The need with its event types, as in {@code recorded exceptions (jdk.JavaExceptionThrow)}. */
    public String display() {
        return text + " (" + String.join(" or ", anyOf) + ")";
    }
}
