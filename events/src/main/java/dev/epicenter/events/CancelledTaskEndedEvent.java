package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A task that was cancelled while it ran is over: cancelling does not stop code that does not look whether it is to stop. */
@Name("epicenter.CancelledTaskEnded")
@Label("Cancelled Task Ended")
@Description("A task that was cancelled while it ran is over")
@Category({"Epicenter", "Tasks"})
@StackTrace(false)
public final class CancelledTaskEndedEvent extends EpicenterEvent {
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
    @Label("Since Cancel")
    @Description("How long it ran on")
    public long sinceCancel;
}
