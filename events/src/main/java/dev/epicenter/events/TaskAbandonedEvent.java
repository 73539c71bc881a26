package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A task was in the queue when its executor was shut down at once, and will not run. */
@Name("epicenter.TaskAbandoned")
@Label("Task Abandoned")
@Description("A task was in the queue when its executor was shut down at once, and will not run")
@Category({"Epicenter", "Tasks"})
public final class TaskAbandonedEvent extends EpicenterEvent {
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

    @ExecutorId
    @Label("Executor")
    @Description("0 when it has none")
    public long executorId;

    @Label("Executor Class")
    @Description("Binary name, null when it has none")
    public @Nullable String executorClass;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Queue Time")
    @Description("From its submission to now; N/A when not known")
    public long queueTime;
}
