package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A request that this process sent, until its response's headers were there. */
@Name("epicenter.ClientRequest")
@Label("Client Request")
@Description("A request that this process sent")
@Category({"Epicenter", "Requests"})
@StackTrace(false)
public final class ClientRequestEvent extends EpicenterEvent {
    @SpanId
    @Label("Span")
    @Description("What the callee gets as its parent span")
    public @Nullable String spanId;

    @Label("Method")
    @Description("Such as GET")
    public @Nullable String method;

    @Label("Target")
    @Description("Scheme, host, port and path; no user, no query")
    public @Nullable String target;

    @Label("Status")
    @Description("0 when there was no response")
    public int status;

    @FailureId
    @Label("Failure")
    @Description("What was thrown or completed instead, 0 when nothing")
    public long failureId;
}
