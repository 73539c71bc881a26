package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** How often throwables of one kind were constructed, exactly. One event a site and interval in which the number changed; add them up. */
@Name("epicenter.FailureSite")
@Label("Failure Site")
@Description("How often throwables of one kind were constructed, exactly, in an interval that ends with the event")
@Category({"Epicenter", "Failures"})
public final class FailureSiteEvent extends EpicenterEvent {
    @FailureSiteId
    @Label("Failure Site")
    @Description("As in the Failure events")
    public long siteId;

    @Label("Thrown Class")
    @Description("Binary name")
    public @Nullable String thrownClass;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Interval")
    @Description("What this counts over: up to this event")
    public long interval;

    @Label("Count")
    @Description("Constructed in the interval")
    public long count;

    @Label("Recorded")
    @Description("Of these, how many have a Failure event of origin constructed")
    public long recorded;

    @Label("Total")
    @Description("Constructed since the agent began to record")
    public long total;
}
