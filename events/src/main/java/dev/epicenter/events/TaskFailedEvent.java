package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A failure ended a task, or a stage of a CompletableFuture. */
@Name("epicenter.TaskFailed")
@Label("Task Failed")
@Description("A failure ended a task, or a stage of a CompletableFuture")
@Category({"Epicenter", "Tasks"})
@StackTrace(false)
public final class TaskFailedEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The task")
    public long taskId;

    @FailureId
    @Label("Failure")
    @Description("What it ended with; for a stage that passes on another's, the one that began it")
    public long failureId;

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

    @Timespan(Timespan.NANOSECONDS)
    @Label("Run Time")
    @Description("From its start to its end; N/A when not known")
    public long runTime;

    @Label("Periodic Stopped")
    @Description("Whether it was periodic and will not run again because of this")
    public boolean periodicStopped;

    @TaskId
    @Label("Source Stage")
    @Description("For a stage: the one whose failure it passes on, 0 when the failure is its own")
    public long sourceTaskId;

    @Label("Dependants")
    @Description("For a stage: how many others wait for it, -1 when not known")
    public int dependants;
}
