package dev.epicenter.agent.runtime;

import dev.epicenter.events.AgentStateEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the agent is and does, for those who ask. Written by the agent's core. */
public final class Status {
    /** Of the agent. */
    public static volatile String version = "";
    /** {@code start} or {@code attach}. */
    public static volatile String mode = "";
    /** As given. */
    public static volatile String options = "";
    /** The name given to this process. */
    public static volatile @Nullable String service;

    /** JDK methods that are instrumented. */
    public static final Set<String> HOOKS = new ConcurrentSkipListSet<>();
    /** JDK methods that were expected in a class and are not there. */
    public static final Set<String> MISSING_HOOKS = new ConcurrentSkipListSet<>();
    /** Classes with at least one probe. */
    public static final AtomicInteger INSTRUMENTED = new AtomicInteger();
    /** Classes that should have one and could not. */
    public static final AtomicInteger SKIPPED = new AtomicInteger();

    private Status() {}

    static void fill(AgentStateEvent event) {
        event.version = version;
        event.mode = mode;
        event.service = service;
        event.options = options;
        event.parts = parts(true);
        event.disabledParts = parts(false);
        event.hooks = joined(HOOKS);
        event.missingHooks = joined(MISSING_HOOKS);
        event.instrumentedClasses = INSTRUMENTED.get();
        event.skippedClasses = SKIPPED.get();
        long[] handlers = HandlerSites.sums();
        event.handlerSites = (int) handlers[0];
        event.handledCount = handlers[1];
        event.failureCount = FailureSites.total();
        event.recordedFailureCount = FailureSites.totalRecorded();
        event.forgottenTasks = Tasks.forgotten();
        event.forgottenFailures = Failures.forgotten();
        event.faults = Faults.count();
    }

    private static String parts(boolean on) {
        Set<String> parts = new TreeSet<>();
        for (Part part : Part.values()) {
            if (part.on == on) {
                parts.add(part.id());
            }
        }
        return joined(parts);
    }

    private static String joined(Set<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (text.length() > 0) {
                text.append(';');
            }
            text.append(word);
        }
        return text.toString();
    }
}
