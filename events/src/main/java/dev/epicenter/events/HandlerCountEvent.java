package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** How often a catch block received something, exactly. One event a block and interval in which the number changed; add them up. */
@Name("epicenter.HandlerCount")
@Label("Handler Count")
@Description("How often a catch block received something, exactly, in an interval that ends with the event")
@Category({"Epicenter", "Code"})
public final class HandlerCountEvent extends EpicenterEvent {
    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;

    @Label("Class")
    @Description("Binary name")
    public @Nullable String className;

    @Label("Method")
    public @Nullable String methodName;

    @Label("Line")
    @Description("Source line, 0 when not known")
    public int line;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Interval")
    @Description("What this counts over: up to this event")
    public long interval;

    @Label("Count")
    @Description("Received in the interval")
    public long count;

    @Label("Recorded")
    @Description("Of these, how many have a Failure Handled event")
    public long recorded;

    @Label("Total")
    @Description("Received since the agent began to record")
    public long total;
}
