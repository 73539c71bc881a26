package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A shutdown hook begins. */
@Name("epicenter.ShutdownHookStarted")
@Label("Shutdown Hook Started")
@Description("A shutdown hook begins")
@Category({"Epicenter", "Process"})
public final class ShutdownHookStartedEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The hook as a task")
    public long taskId;

    @Label("Hook Class")
    @Description("Binary name of the hook's Runnable, or of its thread")
    public @Nullable String hookClass;

    @Label("Thread Name")
    public @Nullable String threadName;
}
