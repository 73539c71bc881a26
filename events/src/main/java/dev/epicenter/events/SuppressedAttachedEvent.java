package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A failure was added to the suppressed of another. */
@Name("epicenter.SuppressedAttached")
@Label("Suppressed Attached")
@Description("A failure was added to the suppressed of another, as when close() fails in its wake")
@Category({"Epicenter", "Failures"})
public final class SuppressedAttachedEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The one that goes on")
    public long failureId;

    @FailureId
    @Label("Suppressed")
    @Description("The one that was added")
    public long suppressedId;
}
