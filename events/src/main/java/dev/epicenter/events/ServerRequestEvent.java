package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A request that this process answered, from entering its servlets or handlers to leaving them. It is a task of kind request. */
@Name("epicenter.ServerRequest")
@Label("Server Request")
@Description("A request that this process answered")
@Category({"Epicenter", "Requests"})
@StackTrace(false)
public final class ServerRequestEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The request as a task: what fails in it has this as its current task or an ancestor of it")
    public long taskId;

    @SpanId
    @Label("Span")
    @Description("This process's part of the trace")
    public @Nullable String spanId;

    @SpanId
    @Label("Parent Span")
    @Description("The caller's part: the span of its Client Request; null when the caller sent none")
    public @Nullable String parentSpanId;

    @Label("Method")
    @Description("Such as GET")
    public @Nullable String method;

    @Label("Path")
    @Description("Without query")
    public @Nullable String path;

    @Label("Status")
    @Description("0 when not known")
    public int status;

    @FailureId
    @Label("Failure")
    @Description("What left the handlers, 0 when nothing")
    public long failureId;
}
