package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A catch block threw another failure than the one it had received. */
@Name("epicenter.FailureReplaced")
@Label("Failure Replaced")
@Description("A catch block threw another failure than the one it had received")
@Category({"Epicenter", "Failures"})
public final class FailureReplacedEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The one it had received")
    public long failureId;

    @FailureId
    @Label("Replacement")
    @Description("The one it threw")
    public long replacementId;

    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;

    @Label("Line")
    @Description("Source line of the throw, 0 when not known")
    public int line;

    @Label("Cause Kept")
    @Description("Whether the received one is among the causes of the other")
    public boolean causeKept;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Handling Time")
    @Description("From entering the catch block to the throw; N/A when not known")
    public long handlingTime;
}
