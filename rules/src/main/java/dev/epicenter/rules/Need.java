package dev.epicenter.rules;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.JvmProcess;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Data that a {@link Rule} rests on.
 *
 * @param text       in words, to follow "needs"
 * @param anyOf      event types, one of which is enough; those of our agent are there only when it ran
 * @param agentTells whether a recording of our agent holds the same, whatever it holds of {@code anyOf}
 * @param contract   whether it is no event but a failure contract, which the user gives or not
 */
public record Need(String text, SortedSet<String> anyOf, boolean agentTells, boolean contract) {
    /** Events of our agent start with this. */
    private static final String AGENT_PREFIX = "epicenter.";

    /** Exceptions, one event each. JDK 17 has them off unless asked for. */
    public static final Need EXCEPTIONS =
            anyOf("recorded exceptions", "jdk.JavaExceptionThrow").orAgent();

    /** Errors at least. */
    public static final Need ERRORS = anyOf(
                    "recorded errors or exceptions", "jdk.JavaErrorThrow", "jdk.JavaExceptionThrow")
            .orAgent();

    /** Stops of all threads. */
    public static final Need PAUSES = anyOf(
            "garbage collection or safepoint events",
            "jdk.GarbageCollection",
            "jdk.GCPhasePause",
            "jdk.SafepointBegin");

    /** Text of thread dumps. */
    public static final Need THREAD_DUMPS = anyOf("thread dumps", "jdk.ThreadDump");

    /** Which catch blocks ran: only the agent sees them. */
    public static final Need HANDLERS = agent("catch blocks as they ran");

    /** Units of work from their submission to their end: only the agent sees all of it. */
    public static final Need TASKS = agent("tasks as they were submitted, run and fetched");

    /** Who told which thread to stop, and what came of it: only the agent sees it. */
    public static final Need INTERRUPTS = agent("interrupts as they were asked for and noticed");

    /** Owners of code and what they promised. */
    public static final Need CONTRACT = new Need("a failure contract, --contract FILE", new TreeSet<>(), false, true);

    /** Start and end of each task: of those that work well too, which the agent tells only when it is asked to. */
    public static final Need TASK_RUNS =
            anyOf("the runs of tasks, which +epicenter.TaskRun#enabled=true records", "epicenter.TaskRun");

    public Need {
        anyOf = Collections.unmodifiableSortedSet(new TreeSet<>(anyOf));
    }

    /** One of these event types. */
    public static Need anyOf(String text, String... events) {
        return new Need(text, new TreeSet<>(List.of(events)), false, false);
    }

    /** What no stock event tells. */
    public static Need agent(String text) {
        return new Need(text, new TreeSet<>(), true, false);
    }

    /** The same, also met by what our agent records. */
    public Need orAgent() {
        return new Need(text, anyOf, true, contract);
    }

    /**
     * Whether the recording has it. A JDK's event type counts as there unless it is known to have been switched off: one
     * that was on and never happened leaves no trace, and that silence is an answer. One of our agent must have happened.
     */
    public boolean isMet(Analysis analysis) {
        return contract && analysis.attribution().contract()
                || agentTells && agentRan(analysis)
                || anyOf.stream().anyMatch(event -> isThere(event, analysis));
    }

    private static boolean isThere(String event, Analysis analysis) {
        if (analysis.recording().eventCounts().getOrDefault(event, 0L) > 0) {
            return true;
        }
        return !event.startsWith(AGENT_PREFIX)
                && !analysis.dataLoss().disabledEvents().contains(event);
    }

    private static boolean agentRan(Analysis analysis) {
        return analysis.processes().stream().anyMatch(JvmProcess::agent)
                || analysis.recording().eventCounts().keySet().stream().anyMatch(e -> e.startsWith(AGENT_PREFIX));
    }

    /** The need with what holds it, as in {@code recorded exceptions (jdk.JavaExceptionThrow)}. */
    public String display() {
        if (contract) {
            return text;
        }
        String events = String.join(" or ", anyOf);
        if (!agentTells) {
            return text + " (" + events + ")";
        }
        return text + " (" + (events.isEmpty() ? "Epicenter's agent" : events + ", or Epicenter's agent") + ")";
    }
}
