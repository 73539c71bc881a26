package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Request;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the agent saw fail: left by an exception, or answered with a server's error. What such a request ended in is nobody's
 * weather, however steadily it comes: that all requests fail all the time is no sign of health.
 */
final class FailedRequests {
    /** The first status that says that the server failed, and not who asked (RFC 9110, 15.6). */
    private static final int SERVER_ERROR = 500;

    private final Map<Long, TreeMap<Instant, Request>> byThread = new HashMap<>();

    private FailedRequests(RecordedEvents events) {
        for (Request request : events.agent().requests()) {
            if (request.answered()) {
                byThread.computeIfAbsent(request.thread().id(), t -> new TreeMap<>())
                        .put(request.start(), request);
            }
        }
    }

    /** Series of failures that requests ended in: most of what requests met of them, failed. */
    static Set<Integer> series(RecordedEvents events) {
        FailedRequests requests = new FailedRequests(events);
        Set<Integer> series = new HashSet<>();
        if (!requests.byThread.isEmpty()) {
            requests.collect(events, series);
        }
        return series;
    }

    private void collect(RecordedEvents events, Set<Integer> into) {
        Map<Request, Failure> last = new HashMap<>();
        Map<Integer, Integer> met = new HashMap<>();
        for (Failure failure : events.failures()) {
            Request request = failure.isCondition() ? null : around(failure);
            if (request != null) {
                met.merge(failure.series(), 1, Integer::sum);
                Failure known = last.get(request);
                if (known == null || known.number() == 0 || known.number() != request.failure()) {
                    last.put(request, failure);
                }
            }
        }
        Map<Integer, Integer> ended = new HashMap<>();
        last.forEach((request, failure) -> {
            if (request.failure() != 0 || request.status() >= SERVER_ERROR) {
                ended.merge(failure.series(), 1, Integer::sum);
            }
        });
        ended.forEach((series, times) -> {
            if (2 * times >= met.getOrDefault(series, 0)) {
                into.add(series);
            }
        });
    }

    /** The request that the thread answered when it threw. */
    private @Nullable Request around(Failure failure) {
        TreeMap<Instant, Request> ofThread = byThread.get(failure.thread().id());
        Map.Entry<Instant, Request> begun = ofThread == null ? null : ofThread.floorEntry(failure.at());
        return begun == null || begun.getValue().end().isBefore(failure.at()) ? null : begun.getValue();
    }
}
