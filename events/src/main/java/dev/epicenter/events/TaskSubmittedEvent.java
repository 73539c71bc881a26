package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task was handed over: to an executor, a timer, a new thread. The first of each kind of work, then a few a second: {@link #unrecorded} counts the others. */
@Name("epicenter.TaskSubmitted")
@Label("Task Submitted")
@Description("A task was handed over: to an executor, a timer, a new thread")
@Category({"Epicenter", "Tasks"})
@StackTrace(true)
public final class TaskSubmittedEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("Its number; other events refer to it by this")
    public long taskId;

    @Label("Kind")
    @Description(
            "thread, virtual-thread, pool, delayed, periodic, fork-join, stage, timer, structured, request, shutdown-hook")
    public @Nullable String kind;

    @Label("Work Class")
    @Description(
            "Binary name of the Runnable, Callable or function that does the work, of the thread where it is its own work")
    public @Nullable String workClass;

    @ExecutorId
    @Label("Executor")
    @Description("0 when it has none")
    public long executorId;

    @Label("Executor Class")
    @Description("Binary name, null when it has none")
    public @Nullable String executorClass;

    @Label("Unrecorded")
    @Description("Submissions of this work class without an event since the last one that has one")
    public long unrecorded;
}
