package dev.epicenter.agent.runtime;

import dev.epicenter.events.ClientRequestEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A request that this process sends, on its way; known by the object of the application that stands for it. */
final class ClientCall extends Recent {
    private static final RecentTable<ClientCall> TABLE = new RecentTable<>(8);
    private static final AtomicLong IDS = new AtomicLong();

    final ClientRequestEvent event = new ClientRequestEvent();
    private final Task task;
    private String traceId;

    private ClientCall(Object request, Task task, String spanId, String traceId) {
        super(request, IDS.incrementAndGet());
        this.task = task;
        this.traceId = traceId;
        event.spanId = spanId;
        event.begin();
    }

    /** One that begins: within what the header says that it has, if that is not null. Call with {@code thread.busy} set. */
    static ClientCall begin(Object request, @Nullable TraceParent there, ThreadState thread) {
        ClientCall call = new ClientCall(
                request,
                thread.task,
                there == null ? SpanIds.next() : there.spanId,
                there == null ? Context.traceId(thread) : there.traceId);
        TABLE.add(call, request);
        return call;
    }

    /** The header that tells the callee. */
    String header() {
        return TraceParent.header(traceId, event.spanId == null ? "" : event.spanId);
    }

    /** Somebody else has put another header in its place. */
    void within(TraceParent other) {
        traceId = other.traceId;
        event.spanId = other.spanId;
    }

    static @Nullable ClientCall find(Object request) {
        return TABLE.find(request);
    }

    static @Nullable ClientCall take(Object request) {
        return TABLE.take(request);
    }

    /** Forgets what is gone. */
    static void sweep() {
        TABLE.sweep();
    }

    /** It is over, by an exception or not; a status is in the event. Call with {@code busy} set. */
    void end(long failureId) {
        event.failureId = failureId;
        Tasks.describe(task);
        event.currentTaskId = task.id;
        event.traceId = traceId;
        event.commit();
    }

    /** Where it goes, without user and query. */
    static String target(@Nullable String scheme, @Nullable String host, int port, @Nullable String path) {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + path;
    }
}
