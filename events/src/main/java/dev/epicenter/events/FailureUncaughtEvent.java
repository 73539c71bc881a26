package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A failure ended a thread. */
@Name("epicenter.FailureUncaught")
@Label("Failure Uncaught")
@Description("A failure ended a thread")
@Category({"Epicenter", "Failures"})
@StackTrace(false)
public final class FailureUncaughtEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The throwable")
    public long failureId;

    @Label("Thrown Class")
    public @Nullable Class<?> thrownClass;

    @Label("Handler Class")
    @Description("Class of the UncaughtExceptionHandler that is told, null when nobody is")
    public @Nullable String handlerClass;

    @Label("Thread Name")
    public @Nullable String threadName;

    @Label("Virtual")
    @Description("Whether the thread is virtual")
    public boolean virtual;
}
