package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord.Request;
import dev.epicenter.analyzer.read.RecordedEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that the agent saw both where they were sent and where they were answered. */
final class RequestPairs {
    /** Pairs that are looked at. */
    private static final int MOST = 100_000;

    private RequestPairs() {}

    /**
     * One request.
     *
     * @param clientProcess position of the sender's process
     * @param serverProcess position of that which answered; may be the same
     */
    record Pair(int clientProcess, Request client, int serverProcess, Request server) {}

    private record Span(String trace, String span) {}

    private record Sent(int process, Request request) {}

    /** Pairs by trace and span, in the order of processes and of time. */
    static List<Pair> of(List<RecordedEvents> processes) {
        Map<Span, Sent> sent = new HashMap<>();
        for (int p = 0; p < processes.size(); p++) {
            for (Request r : processes.get(p).agent().requests()) {
                if (!r.answered() && !r.span().isEmpty()) {
                    sent.putIfAbsent(new Span(r.trace(), r.span()), new Sent(p, r));
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int p = 0; p < processes.size(); p++) {
            for (Request r : processes.get(p).agent().requests()) {
                Sent by = r.answered() && !r.parentSpan().isEmpty()
                        ? sent.get(new Span(r.trace(), r.parentSpan()))
                        : null;
                if (by != null && pairs.size() < MOST) {
                    pairs.add(new Pair(by.process(), by.request(), p, r));
                }
            }
        }
        return pairs;
    }
}
