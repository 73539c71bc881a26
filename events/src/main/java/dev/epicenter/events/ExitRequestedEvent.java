package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** System.exit or Runtime.halt was called. */
@Name("epicenter.ExitRequested")
@Label("Exit Requested")
@Description("System.exit or Runtime.halt was called")
@Category({"Epicenter", "Process"})
@StackTrace(true)
public final class ExitRequestedEvent extends EpicenterEvent {
    @Label("Status")
    @Description("Exit code")
    public int status;

    @Label("Halt")
    @Description("Whether by halt, which runs no shutdown hooks")
    public boolean halt;
}
