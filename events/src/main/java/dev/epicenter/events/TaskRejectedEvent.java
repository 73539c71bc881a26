package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An executor did not take a task. */
@Name("epicenter.TaskRejected")
@Label("Task Rejected")
@Description("An executor did not take a task")
@Category({"Epicenter", "Tasks"})
@StackTrace(true)
public final class TaskRejectedEvent extends EpicenterEvent {
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

    @Label("Handler Class")
    @Description("Binary name of the RejectedExecutionHandler")
    public @Nullable String handlerClass;

    @Label("Pool Size")
    @Description("Threads, -1 when not known")
    public int poolSize;

    @Label("Queue Size")
    @Description("Tasks in the queue, -1 when not known")
    public int queueSize;

    @Label("Shut Down")
    @Description("Whether the executor had been shut down")
    public boolean shutdown;
}
