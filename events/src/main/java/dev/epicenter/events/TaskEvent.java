package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Where a task comes from. Written at the latest with the first other event about it, and then also for the tasks it descends from, as far as they are known. */
@Name("epicenter.Task")
@Label("Task")
@Description("Where a task comes from; written when something about it is worth telling")
@Category({"Epicenter", "Tasks"})
public final class TaskEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("Its number; other events refer to it by this")
    public long taskId;

    @TaskId
    @Label("Parent Task")
    @Description("The task that ran where it was submitted, 0 when none")
    public long parentTaskId;

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

    @Label("Name")
    @Description("Of the thread, where the task is one; of the request")
    public @Nullable String name;

    @Label("Submit Thread Id")
    @Description("Java thread id of the thread that submitted it, -1 when not known")
    public long submitThreadId;

    @Label("Submit Thread")
    @Description("Name of the thread that submitted it")
    public @Nullable String submitThreadName;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Since Submit")
    @Description("From when it was submitted to this event; N/A when not known")
    public long sinceSubmit;
}
