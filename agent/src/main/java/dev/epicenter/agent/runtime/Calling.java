package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Requests that this process sends by the JDK's client. */
final class Calling {
    private static final String HEADERS = "java.net.http.HttpHeaders";
    private static final Any ANY = new Any();

    private Calling() {}

    private static final class Any implements BiPredicate<String, String> {
        @Override
        public boolean test(String name, String value) {
            return true;
        }
    }

    /** Headers with a traceparent of ours; the same when they have one, from a tracing system, or none is wanted. */
    static Object headers(Object headers, Object request, ThreadState thread) throws ReflectiveOperationException {
        if (thread.busy) {
            return headers;
        }
        thread.busy = true;
        try {
            Object map = Members.call(headers, "map");
            if (!(map instanceof Map)) {
                return headers;
            }
            String there = first((Map<?, ?>) map);
            ClientCall call = ClientCall.begin(request, TraceParent.of(there), thread);
            if (there != null || !Settings.propagate) {
                return headers;
            }
            Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Map.Entry<?, ?> each : ((Map<?, ?>) map).entrySet()) {
                List<String> values = new ArrayList<>();
                for (Object value : (List<?>) each.getValue()) {
                    values.add(value.toString());
                }
                more.put(each.getKey().toString(), values);
            }
            more.put(TraceParent.HEADER, List.of(call.header()));
            Class<?> type = Class.forName(HEADERS, false, request.getClass().getClassLoader());
            Object made = Members.callStatic(type, "of", more, ANY);
            return made == null ? headers : made;
        } finally {
            thread.busy = false;
        }
    }

    private static @Nullable String first(Map<?, ?> headers) {
        Object values = headers.get(TraceParent.HEADER);
        return values instanceof List && !((List<?>) values).isEmpty()
                ? ((List<?>) values).get(0).toString()
                : null;
    }

    static void sent(Object response, Object request, ThreadState thread) {
        ClientCall call = ClientCall.take(request);
        if (call == null || thread.busy || !(response instanceof CompletableFuture)) {
            return;
        }
        Received received = new Received(call, thread);
        thread.busy = true;
        try {
            call.event.method = text(Members.call(request, "method"));
            call.event.target = target(Members.call(request, "uri"));
            ((CompletableFuture<?>) response).whenComplete(received);
        } finally {
            received.sender = null;
            thread.busy = false;
        }
    }

    private static @Nullable String target(@Nullable Object uri) {
        if (!(uri instanceof URI)) {
            return null;
        }
        URI of = (URI) uri;
        return ClientCall.target(of.getScheme(), of.getHost(), of.getPort(), of.getPath());
    }

    /** Told when the response is there, or never will be. */
    private static final class Received implements BiConsumer<Object, Throwable> {
        private final ClientCall call;

        /** The thread that sends, as long as it does: a request that fails at once is over before anybody waits for it. */
        private @Nullable ThreadState sender;

        Received(ClientCall call, ThreadState sender) {
            this.call = call;
            this.sender = sender;
        }

        @Override
        public void accept(@Nullable Object response, @Nullable Throwable thrown) {
            try {
                ThreadState thread = ThreadState.get();
                if (Gate.open() && (!thread.busy || thread == sender)) {
                    received(call, response, thrown, thread);
                }
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    private static void received(
            ClientCall call, @Nullable Object response, @Nullable Throwable thrown, ThreadState thread) {
        boolean sending = thread.busy;
        thread.busy = true;
        try {
            Object status = Members.call(response, "statusCode");
            call.event.status = status instanceof Integer ? (Integer) status : 0;
            Throwable cause = thrown instanceof CompletionException ? Failures.cause(thrown) : null;
            Throwable failed = cause == null ? thrown : cause;
            call.end(failed == null ? 0 : Failures.seen(failed, Words.ORIGIN_OUTCOME, thread).id);
        } finally {
            thread.busy = sending;
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
