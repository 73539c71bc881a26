package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread was asked to stop what it does. */
@Name("epicenter.InterruptRequested")
@Label("Interrupt Requested")
@Description("Thread.interrupt was called")
@Category({"Epicenter", "Threads"})
@StackTrace(true)
public final class InterruptRequestedEvent extends EpicenterEvent {
    @Label("Interrupted Thread")
    public @Nullable Thread interruptedThread;

    @Label("Interrupted Thread Id")
    @Description("Java thread id")
    public long interruptedThreadId;
}
