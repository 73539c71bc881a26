package dev.epicenter.agent.runtime;

import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Woven into servers and clients of HTTP. */
public final class RequestHooks {
    private RequestHooks() {}

    /** The JDK's server begins to handle a request, or goes on to the next of its filters. */
    public static void serverBegins(@Nullable Object exchange) {
        if (Gate.open() && Part.REQUESTS.on && exchange != null) {
            try {
                Requests.begin(exchange, exchange, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** It is done with it, or with that filter. */
    public static void serverEnds(@Nullable Object chain, @Nullable Throwable thrown) {
        end(thrown);
    }

    /** A servlet begins to serve a request. */
    public static void servletBegins(@Nullable Object servlet, @Nullable Object request, @Nullable Object response) {
        if (Gate.open() && Part.REQUESTS.on && request != null && response != null) {
            try {
                Requests.begin(request, response, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** It is done. */
    public static void servletEnds(@Nullable Object servlet, @Nullable Throwable thrown) {
        end(thrown);
    }

    private static void end(@Nullable Throwable thrown) {
        if (Gate.open() && Part.REQUESTS.on) {
            try {
                Requests.end(thrown, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** The headers of a request that is about to be sent, those of the JDK's client; with ours among them. */
    public static @Nullable Object headers(@Nullable Object headers, @Nullable Object request) {
        if (Gate.open() && Part.REQUESTS.on && headers != null && request != null) {
            try {
                return Calling.headers(headers, request, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
        return headers;
    }

    /** The JDK's client has sent a request; {@code response} is the future that will have its response. */
    public static void sent(@Nullable Object response, @Nullable Object request) {
        if (Gate.open() && Part.REQUESTS.on && response != null && request != null) {
            try {
                Calling.sent(response, request, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** A connection of the JDK's other client may be about to connect; until then it takes headers. */
    public static void connecting(Object connection, boolean connected, boolean connecting) {
        if (!connected && !connecting && Gate.open() && Part.REQUESTS.on) {
            try {
                UrlCalls.begin((HttpURLConnection) connection, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** It has tried to. */
    public static void connectionTried(Object connection, @Nullable Throwable thrown) {
        if (thrown != null) {
            urlCallEnds(connection, thrown);
        }
    }

    /** Somebody asks it for the answer: the application, or within that itself. */
    public static void answerAsked() {
        if (Gate.open() && Part.REQUESTS.on) {
            ThreadState.get().answersAsked++;
        }
    }

    /** It has read the answer's status. */
    public static void answered(int status, Object connection) {
        if (Gate.open() && Part.REQUESTS.on) {
            try {
                UrlCalls.answered(status, (HttpURLConnection) connection, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }

    /** It gives the answer, or an exception. */
    public static void answerGiven(Object connection, @Nullable Throwable thrown) {
        if (Gate.open() && Part.REQUESTS.on) {
            ThreadState thread = ThreadState.get();
            thread.answersAsked = Math.max(0, thread.answersAsked - 1);
            if (thread.answersAsked == 0) {
                urlCallEnds(connection, thrown);
            }
        }
    }

    private static void urlCallEnds(Object connection, @Nullable Throwable thrown) {
        if (Gate.open() && Part.REQUESTS.on) {
            try {
                UrlCalls.end((HttpURLConnection) connection, thrown, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.REQUESTS, fault);
            }
        }
    }
}
