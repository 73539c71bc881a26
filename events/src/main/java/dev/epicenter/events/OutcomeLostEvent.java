package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The failed outcome of a task was collected as garbage, and nobody had asked for it. */
@Name("epicenter.OutcomeLost")
@Label("Outcome Lost")
@Description("The failed outcome of a task was collected as garbage, and nobody had asked for it")
@Category({"Epicenter", "Tasks"})
public final class OutcomeLostEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The task")
    public long taskId;

    @FailureId
    @Label("Failure")
    @Description("What it ended with")
    public long failureId;

    @Label("Thrown Class")
    @Description("Binary name")
    public @Nullable String thrownClass;

    @Label("Kind")
    @Description(
            "thread, virtual-thread, pool, delayed, periodic, fork-join, stage, timer, structured, request, shutdown-hook")
    public @Nullable String kind;

    @Label("Work Class")
    @Description(
            "Binary name of the Runnable, Callable or function that does the work, of the thread where it is its own work")
    public @Nullable String workClass;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Age")
    @Description("From its end to now")
    public long age;
}
