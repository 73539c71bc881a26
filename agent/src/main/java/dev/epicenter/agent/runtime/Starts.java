package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import org.jspecify.annotations.Nullable;

/** Threads as tasks: what starts one is where its work comes from. */
final class Starts {
    private static final String TIMER = "java.util.TimerThread";

    private static final String FLIGHT_RECORDER = "jdk.jfr.";

    private Starts() {}

    static void created(Thread thread, Object work, ThreadState current) {
        if (!current.busy) {
            Tasks.created(thread, work, Words.KIND_VIRTUAL_THREAD, current).name = thread.getName();
        }
    }

    /** Not for threads that the JDK starts for its own pools and timers: those work for whoever gives them something to do. */
    static void started(Thread thread, @Nullable Object work, ThreadState current) {
        String type = (work == null ? thread : work).getClass().getName();
        if (current.busy || current.quietStarts > 0 || type.equals(TIMER) || type.startsWith(FLIGHT_RECORDER)) {
            return;
        }
        Task task = Tasks.find(thread);
        if (task != null && Shutdowns.isHook(task)) {
            Shutdowns.started(task, work, current);
            return;
        }
        if (task == null) {
            Task same = work == null ? null : Tasks.find(work);
            if (same != null && same.kind == Words.KIND_STAGE) {
                // Where there are two processors or fewer, JDK 17 starts a thread for each stage.
                Tasks.alias(same, thread);
                return;
            }
            task = Tasks.created(thread, work == null ? thread : work, kindOf(thread), current);
        }
        task.name = thread.getName();
        Tasks.submitted(task, task.kind, null, current);
    }

    private static String kindOf(Thread thread) {
        return ThreadKinds.isVirtual(thread) ? Words.KIND_VIRTUAL_THREAD : Words.KIND_THREAD;
    }
}
