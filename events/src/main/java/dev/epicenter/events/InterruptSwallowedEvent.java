package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A catch block received an InterruptedException and neither throws nor sets the interrupt status again: callers cannot know. */
@Name("epicenter.InterruptSwallowed")
@Label("Interrupt Swallowed")
@Description("A catch block received an InterruptedException and neither throws nor sets the interrupt status again")
@Category({"Epicenter", "Threads"})
public final class InterruptSwallowedEvent extends EpicenterEvent {
    @Label("Interrupted Thread")
    @Description("The event itself may be written by another")
    public @Nullable Thread interruptedThread;

    @Label("Interrupted Thread Id")
    @Description("Java thread id")
    public long interruptedThreadId;

    @FailureId
    @Label("Failure")
    @Description("The InterruptedException")
    public long failureId;

    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;
}
