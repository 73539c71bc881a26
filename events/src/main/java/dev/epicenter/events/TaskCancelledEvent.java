package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task was cancelled. */
@Name("epicenter.TaskCancelled")
@Label("Task Cancelled")
@Description("A task was cancelled")
@Category({"Epicenter", "Tasks"})
@StackTrace(true)
public final class TaskCancelledEvent extends EpicenterEvent {
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

    @Label("May Interrupt")
    @Description("Whether a running one was to be interrupted")
    public boolean mayInterrupt;

    @Label("Running")
    @Description("Whether it ran at that time; then a Cancelled Task Ended follows when it is over")
    public boolean running;

    @Label("Run Thread Id")
    @Description("Java thread id of the thread that it ran on, -1 when it did not run")
    public long runThreadId;
}
