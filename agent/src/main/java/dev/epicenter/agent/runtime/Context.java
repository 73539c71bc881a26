package dev.epicenter.agent.runtime;

import dev.epicenter.events.EpicenterEvent;
import org.jspecify.annotations.Nullable;

/** What a thread works for. */
final class Context {
    private Context() {}

    /** Puts it into an event about this thread. Call with {@code thread.busy} set. */
    static void fill(EpicenterEvent event, ThreadState thread) {
        Task task = thread.task;
        Tasks.describe(task);
        event.currentTaskId = task.id;
        event.traceId = traceId(thread);
    }

    /** The trace id: of a span of OpenTelemetry if there is one, else of the task. */
    static String traceId(ThreadState thread) {
        String active = OpenTelemetry.traceId();
        return active != null ? active : thread.task.trace.id();
    }

    /** The id of a span of OpenTelemetry, null when there is none: for what is handed over now. */
    static @Nullable String foreign(ThreadState thread) {
        if (!Libraries.traced || thread.busy) {
            return null;
        }
        thread.busy = true;
        try {
            return OpenTelemetry.traceId();
        } finally {
            thread.busy = false;
        }
    }
}
