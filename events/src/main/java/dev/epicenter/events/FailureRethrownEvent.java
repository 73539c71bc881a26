package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A catch block threw what it had received. */
@Name("epicenter.FailureRethrown")
@Label("Failure Rethrown")
@Description("A catch block threw what it had received")
@Category({"Epicenter", "Failures"})
public final class FailureRethrownEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The throwable")
    public long failureId;

    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;

    @Label("Line")
    @Description("Source line of the throw, 0 when not known")
    public int line;
}
