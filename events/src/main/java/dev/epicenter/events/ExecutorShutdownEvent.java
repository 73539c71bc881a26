package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An executor was told to shut down. */
@Name("epicenter.ExecutorShutdown")
@Label("Executor Shutdown")
@Description("An executor was told to shut down")
@Category({"Epicenter", "Tasks"})
@StackTrace(true)
public final class ExecutorShutdownEvent extends EpicenterEvent {
    @ExecutorId
    @Label("Executor")
    @Description("0 when it has none")
    public long executorId;

    @Label("Executor Class")
    @Description("Binary name, null when it has none")
    public @Nullable String executorClass;

    @Label("Immediate")
    @Description("Whether by shutdownNow, which interrupts and empties the queue")
    public boolean immediate;

    @Label("Queued")
    @Description("Tasks in the queue, -1 when not known")
    public int queued;

    @Label("Active")
    @Description("Tasks that ran, -1 when not known")
    public int active;

    @Label("Abandoned")
    @Description("Tasks taken out of the queue; the first 32 have a Task Abandoned event")
    public int abandoned;
}
