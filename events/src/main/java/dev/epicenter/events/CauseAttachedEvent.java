package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A cause that a failure got, or showed, after it was constructed. */
@Name("epicenter.CauseAttached")
@Label("Cause Attached")
@Description("A cause that a failure got, or showed, after it was constructed")
@Category({"Epicenter", "Failures"})
public final class CauseAttachedEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The throwable")
    public long failureId;

    @FailureId
    @Label("Cause")
    @Description("Its cause")
    public long causeId;

    @Label("How")
    @Description("initCause, or getCause when a class keeps its cause itself")
    public @Nullable String how;
}
