package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds time-outs and tells them apart by what was waited for. Page: docs/rules/timeouts.md. */
public final class TimeoutsRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "timeouts",
                    Topic.FAILURE,
                    "Time ran out, by what was waited for",
                    "Finds time-outs and tells what each waited for: an answer on a connection, an HTTP exchange,"
                            + " another thread's result, a broker or a lock. The limit that struck is rarely the one to"
                            + " change; who was slow is named by the kind.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "An HTTP request was not answered in time",
                    74,
                    f -> Types.isA(f, "java.net.http.HttpTimeoutException")
                                    && !Family.isCalled(f, "HttpConnectTimeoutException")
                            || Family.isCalled(f, "AsyncRequestTimeoutException", "HttpServerTimeoutException"),
                    "The whole exchange took longer than it may, connection and body included. Whether the callee"
                            + " did the work is not known.",
                    "Compare with the callee's own duration of that request (its log, its trace). Limits shrink"
                            + " from the outside to the inside: each callee gets less than its caller has left. Repeat only"
                            + " what is idempotent."),
            new Family(
                    "An answer on a connection did not come in time",
                    74,
                    f -> Types.isA(f, "java.net.SocketTimeoutException")
                                    && Family.says(f, "read timed out", "timed out", "timeout")
                                    && !Family.says(f, "connect", "accept")
                                    && !f.stack().passes("sun.nio.ch.NioSocketImpl", "accept")
                            || Family.isCalled(
                                    f, "ReadTimeoutException", "WriteTimeoutException", "SocketReadTimeoutException"),
                    "The connection stood and the request was sent; the callee, or what it waits for in turn, was"
                            + " too slow. It may well have done the work.",
                    "Look at the callee at that second (its load, its pauses, its own callees). Set the read"
                            + " time-out from its 99.9th percentile, not from hope; repeat only what is idempotent, and cap"
                            + " the callers that wait at once (a bulkhead) so that one slow callee does not take all threads."),
            new Family(
                    "A message broker did not answer in time",
                    74,
                    f -> f.type().startsWith("org.apache.kafka.") && Family.isCalled(f, "TimeoutException")
                            || Family.isCalled(f, "JMSTimeoutException", "AmqpTimeoutException", "TimeoutException")
                                    && Family.says(f, "broker", "topic", "partition", "acknowledg"),
                    "The client got no answer or no metadata from the broker within its limit: the broker is not"
                            + " reachable under the name it advertises, a leader is being elected, or the local buffer was"
                            + " full since sending is slower than producing.",
                    "Check advertised.listeners from this host, the broker's log for elections, and the client's"
                            + " metrics (record-queue-time, bufferpool-wait). delivery.timeout.ms bounds the whole effort;"
                            + " raising it hides a producer that is faster than its broker."),
            new Family(
                    "A call's deadline passed",
                    74,
                    f -> Family.says(f, "deadline_exceeded", "deadline exceeded")
                            || Family.isCalled(f, "DeadlineExceededException"),
                    "The time that the caller gave the whole call was used up, maybe by hops before this one: a"
                            + " deadline is handed on from call to call.",
                    "Follow the trace and see which hop used it up. Check the time left before beginning something"
                            + " expensive, and set the deadline where the request enters."),
            new Family(
                    "A thread of a pool waited in vain for the result of another task",
                    76,
                    f -> isResult(f) && f.stack().passes("java.util.concurrent.ThreadPoolExecutor", "runWorker"),
                    "Who waited is a pool's thread itself. If the other task was to run in the same pool, the pool waited for itself: all"
                            + " its threads wait for tasks that stand in the queue behind them, and none is left to run one. It takes as"
                            + " many such tasks at once as the pool has threads, so that it comes with load and goes with it.",
                    "See where the task that is waited for is submitted. If to the same pool: give the inner tasks a pool of their own, or"
                            + " do not wait within a task (CompletableFuture.thenCompose, invokeAll from outside); a larger pool only moves"
                            + " the load at which it happens. If to another: that one is slow or busy, measure its queue."),
            new Family(
                    "A result of another thread did not come in time",
                    72,
                    TimeoutsRule::isResult,
                    "The work was handed to another thread, and its result was not there in time: the work itself"
                            + " is slow, or it waited in the pool's queue because all threads were busy. It runs on after the"
                            + " time-out unless it is cancelled.",
                    "Measure time in the queue and time of work apart (the pool's active and queued counts;"
                            + " Epicenter's agent records both). If it queued: the pool is too small or blocked by something"
                            + " slow, find what its threads wait for. Cancel what nobody waits for any more:"
                            + " future.cancel(true); orTimeout and completeOnTimeout do not stop the work."));

    private static final List<String> WAITERS = List.of(
            "java.util.concurrent.FutureTask",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.ForkJoinTask",
            "java.util.concurrent.AbstractExecutorService",
            "java.util.concurrent.StructuredTaskScope",
            "java.util.concurrent.ForkJoinPool");

    private static boolean isResult(Failure failure) {
        return Types.isA(failure, "java.util.concurrent.TimeoutException")
                && (failure.stack()
                                .top()
                                .map(Frame::type)
                                .filter(TimeoutsRule::isWaiter)
                                .isPresent()
                        || Family.says(failure, "did not observe any item or terminal signal"));
    }

    private static boolean isWaiter(String type) {
        return WAITERS.stream().anyMatch(w -> type.equals(w) || type.startsWith(w + "$"));
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}
