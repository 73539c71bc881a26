package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A catch block received a failure. It may be thrown again: see {@link FailureRethrownEvent} and {@link FailureReplacedEvent}. */
@Name("epicenter.FailureHandled")
@Label("Failure Handled")
@Description("A catch block received a failure")
@Category({"Epicenter", "Failures"})
@StackTrace(false)
public final class FailureHandledEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("The throwable")
    public long failureId;

    @Label("Thrown Class")
    public @Nullable Class<?> thrownClass;

    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;

    @Label("Handler Class")
    @Description("Binary name of the class with the catch block")
    public @Nullable String handlerClass;

    @Label("Handler Method")
    public @Nullable String handlerMethod;

    @Label("Line")
    @Description("First source line of the catch block, 0 when not known")
    public int line;

    @Label("Disposition")
    @Description(
            "What the code of the block does in one word: handled, logged, wrapped, rethrown, swallowed, unknown; null until it has been looked at")
    public @Nullable String disposition;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Throw to Catch")
    @Description("From when it was last seen to be built or thrown again; N/A when it was not")
    public long throwToCatch;

    @Label("Handling")
    @Description("How many catch blocks have received it, with this one")
    public int handling;
}
