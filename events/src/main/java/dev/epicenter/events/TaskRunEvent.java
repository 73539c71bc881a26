package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A task ran, from start to end. Off by default: one event a task. */
@Name("epicenter.TaskRun")
@Label("Task Run")
@Description("A task ran, from start to end")
@Category({"Epicenter", "Tasks"})
@StackTrace(false)
@Enabled(false)
public final class TaskRunEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The task")
    public long taskId;

    @Label("Kind")
    @Description(
            "thread, virtual-thread, pool, delayed, periodic, fork-join, stage, timer, structured, request, shutdown-hook")
    public @Nullable String kind;

    @Label("Work Class")
    @Description(
            "Binary name of the Runnable, Callable or function that does the work, of the thread where it is its own work")
    public @Nullable String workClass;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Queue Time")
    @Description("From its submission to its start; N/A when not known")
    public long queueTime;

    @Label("Outcome")
    @Description("completed, failed, cancelled")
    public @Nullable String outcome;

    @FailureId
    @Label("Failure")
    @Description("What it ended with, 0 when nothing")
    public long failureId;
}
