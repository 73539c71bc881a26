package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** How often throwables of one kind were constructed, exactly. One event a site and interval in which the number changed; add them up. */
@Name("epicenter.FailureSite")
@Label("Failure Site")
@Description("How often throwables of one kind were constructed, exactly, in the time that the event spans")
@Category({"Epicenter", "Failures"})
public final class FailureSiteEvent extends EpicenterEvent {
    @FailureSiteId
    @Label("Failure Site")
    @Description("As in the Failure events")
    public long siteId;

    @Label("Thrown Class")
    @Description("Binary name")
    public @Nullable String thrownClass;

    @Label("Count")
    @Description("Constructed in this time")
    public long count;

    @Label("Recorded")
    @Description("Of these, how many have a Failure event")
    public long recorded;

    @Label("Total")
    @Description("Constructed since the agent began to record")
    public long total;
}
