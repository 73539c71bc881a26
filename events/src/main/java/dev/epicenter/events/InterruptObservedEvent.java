package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A thread noticed that it was interrupted, which clears its interrupt status. */
@Name("epicenter.InterruptObserved")
@Label("Interrupt Observed")
@Description("A thread noticed that it was interrupted, which clears its interrupt status")
@Category({"Epicenter", "Threads"})
@StackTrace(true)
public final class InterruptObservedEvent extends EpicenterEvent {
    @Label("How")
    @Description("status: Thread.interrupted() gave true; exception: by an InterruptedException or the like")
    public @Nullable String how;

    @FailureId
    @Label("Failure")
    @Description("That exception, 0 when none")
    public long failureId;
}
