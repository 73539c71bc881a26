package dev.epicenter.agent.runtime;

import dev.epicenter.events.TaskRunEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: where it comes from and what it is for. Refers to the object that does the work weakly and holds names instead of
 * classes, so that it keeps nothing of the application alive.
 */
final class Task extends Recent {
    private static final AtomicLong IDS = new AtomicLong();

    final long parentId;
    String kind;
    String workClass;
    Trace trace;

    /** The task that submitted it, while that runs. */
    @Nullable
    Task parent;

    long executorId;

    @Nullable
    String executorClass;

    @Nullable
    String name;

    long submitThreadId = -1;

    @Nullable
    String submitThreadName;
    /** When it was submitted, by {@link System#nanoTime}; 0 when not known. */
    long submittedAt;

    /** When it began to run, in the same clock; 0 when it has not. */
    long startedAt;
    /** The thread that it runs on, -1 while it does not. Another thread that cancels it may see it a moment late. */
    long runThreadId = -1;
    /** When it was cancelled while it ran, in the same clock; 0 when it was not. */
    long cancelledAt;
    /** Its event, while it runs and if that is wanted. */
    @Nullable
    TaskRunEvent run;
    /** The task that runs on the thread again when this one is over. */
    @Nullable
    Task outer;
    /** How often it was begun within itself: a task may be started by more than one of the methods that are watched. */
    int nested;
    /** Whether it ended with a failure, or was cancelled, and that has been said. */
    boolean over;
    /** The recording in which a Task event told of it. */
    private int described = -1;

    /** What it ended with, 0 when nothing. */
    long failureId;

    /** Set when this only leads from another object to the task. */
    @Nullable
    Task same;

    /** The same task, known by another object too. */
    Task(Object key, Task same) {
        super(key, same.id);
        this.same = same;
        this.parent = same.parent;
        this.parentId = same.parentId;
        this.kind = same.kind;
        this.workClass = same.workClass;
        this.trace = same.trace;
    }

    Task(Object key, @Nullable Task parent, String kind, String workClass, Trace trace) {
        super(key, IDS.incrementAndGet());
        this.parent = parent;
        this.parentId = parent == null ? 0 : parent.id;
        this.kind = kind;
        this.workClass = workClass;
        this.trace = trace;
    }

    @Override
    boolean isMissed() {
        return same == null && startedAt == 0 && !over;
    }

    /** True the first time in a recording. */
    boolean describeNow() {
        int recording = Ticker.recording;
        if (described == recording) {
            return false;
        }
        described = recording;
        return true;
    }
}
