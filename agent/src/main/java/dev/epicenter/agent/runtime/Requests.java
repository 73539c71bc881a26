package dev.epicenter.agent.runtime;

import dev.epicenter.events.ServerRequestEvent;
import org.jspecify.annotations.Nullable;

/** Requests that this process answers, as tasks. */
final class Requests {
    private Requests() {}

    /**
     * A handler begins; only the outermost on a thread counts.
     *
     * @param request  an HttpExchange of the JDK or an HttpServletRequest
     * @param response that exchange or an HttpServletResponse
     */
    static void begin(Object request, Object response, ThreadState thread) {
        Request running = thread.request;
        if (running != null) {
            running.depth++;
            return;
        }
        if (thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            boolean servlet = request != response;
            ServerRequestEvent event = new ServerRequestEvent();
            event.begin();
            event.method = text(Members.call(request, servlet ? "getMethod" : "getRequestMethod"));
            event.path = servlet
                    ? text(Members.call(request, "getRequestURI"))
                    : text(Members.call(Members.call(request, "getRequestURI"), "getPath"));
            TraceParent parent = TraceParent.of(header(request, servlet));
            event.parentSpanId = parent == null ? null : parent.spanId;
            Trace trace = parent == null ? new Trace(true) : new Trace(parent.traceId);
            Task task = Tasks.request(request, trace, event.method + " " + event.path, thread);
            event.taskId = task.id;
            event.spanId = SpanIds.next();
            thread.request = new Request(task, response, servlet, event);
        } finally {
            thread.busy = false;
        }
        Request begun = thread.request;
        if (begun != null) {
            Tasks.begun(begun.task, thread);
        }
    }

    private static @Nullable String header(Object request, boolean servlet) {
        return text(
                servlet
                        ? Members.call(request, "getHeader", TraceParent.HEADER)
                        : Members.call(Members.call(request, "getRequestHeaders"), "getFirst", TraceParent.HEADER));
    }

    /** A handler ends, by an exception or not. */
    static void end(@Nullable Throwable thrown, ThreadState thread) {
        Request request = thread.request;
        if (request == null || thread.busy) {
            return;
        }
        if (request.depth > 0) {
            request.depth--;
            return;
        }
        thread.request = null;
        FailureRef failure = thrown == null ? null : Tasks.failed(request.task, thrown, thread);
        thread.busy = true;
        try {
            ServerRequestEvent event = request.event;
            Object status = Members.call(request.response, request.servlet ? "getStatus" : "getResponseCode");
            event.status = status instanceof Integer ? Math.max(0, (Integer) status) : 0;
            event.failureId = failure == null ? 0 : failure.id;
            Tasks.describe(request.task);
            Context.fill(event, thread);
            event.traceId = request.task.trace.id();
            event.commit();
        } finally {
            thread.busy = false;
        }
        Tasks.ended(request.task, null, thread);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
