package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A shutdown hook is over. May be missing: Flight Recorder itself ends in such a hook. */
@Name("epicenter.ShutdownHookEnded")
@Label("Shutdown Hook Ended")
@Description("A shutdown hook is over; may be missing, since Flight Recorder itself ends in such a hook")
@Category({"Epicenter", "Process"})
@StackTrace(false)
public final class ShutdownHookEndedEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The hook as a task")
    public long taskId;

    @Label("Hook Class")
    @Description("Binary name of the hook's Runnable, or of its thread")
    public @Nullable String hookClass;

    @Label("Thread Name")
    public @Nullable String threadName;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Run Time")
    public long runTime;

    @FailureId
    @Label("Failure")
    @Description("What ended it, 0 when nothing")
    public long failureId;
}
