package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Requests that this process sends by the JDK's {@link HttpURLConnection}. */
final class UrlCalls {
    private UrlCalls() {}

    /** It may be about to connect, and has not tried before. */
    static void begin(HttpURLConnection connection, ThreadState thread) {
        if (thread.busy || ClientCall.find(connection) != null) {
            return;
        }
        thread.busy = true;
        try {
            String there = connection.getRequestProperty(TraceParent.HEADER);
            ClientCall call = ClientCall.begin(connection, TraceParent.of(there), thread);
            if (there == null && Settings.propagate) {
                connection.setRequestProperty(TraceParent.HEADER, call.header());
            }
        } finally {
            thread.busy = false;
        }
    }

    /** An answer is there; after a redirection another one comes. */
    static void answered(int status, HttpURLConnection connection, ThreadState thread) {
        ClientCall call = ClientCall.find(connection);
        if (call == null || thread.busy) {
            return;
        }
        thread.busy = true;
        try {
            call.event.status = Math.max(0, status);
            TraceParent sent = TraceParent.of(connection.getRequestProperty(TraceParent.HEADER));
            if (sent != null) {
                call.within(sent);
            }
        } finally {
            thread.busy = false;
        }
    }

    /** Whoever sent it gets the answer, or an exception: as a rule what the status says. */
    static void end(HttpURLConnection connection, @Nullable Throwable thrown, ThreadState thread) {
        if (thread.busy) {
            return;
        }
        ClientCall call = ClientCall.take(connection);
        if (call == null) {
            return;
        }
        thread.busy = true;
        try {
            URL url = connection.getURL();
            call.event.method = connection.getRequestMethod();
            call.event.target = ClientCall.target(url.getProtocol(), url.getHost(), url.getPort(), url.getPath());
            call.end(thrown == null ? 0 : Failures.seen(thrown, Words.ORIGIN_OUTCOME, thread).id);
        } finally {
            thread.busy = false;
        }
    }
}
