package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds exceptions thrown by callbacks of a pipeline. Page: docs/rules/callback-failure.md. */
public final class CallbackFailureRule implements Rule {
    /** Judgement: on the way of an incident; the stream or connection ends with it. */
    static final double INCIDENT_SCORE = 78;

    /** Judgement: the pipeline may have a handler for it. */
    static final double SCORE = 50;

    /** Who calls back: pipelines of events that have no caller to throw to. */
    private static final List<String> PIPELINES = List.of(
            "io.netty.",
            "reactor.",
            "io.reactivex.",
            "rx.",
            "io.vertx.core.",
            "io.smallrye.mutiny.",
            "akka.",
            "org.apache.pekko.",
            "io.grpc.",
            "okhttp3.",
            "org.apache.http.",
            "org.apache.hc.",
            "org.eclipse.jetty.",
            "java.util.concurrent.SubmissionPublisher",
            "jdk.internal.net.http.");

    /** What these libraries throw or report when a failure arrives where nobody takes it. Judgement: that is certain, as they say it. */
    private static final Set<String> NOBODY_LISTENS = Set.of(
            "reactor.core.Exceptions$ErrorCallbackNotImplemented",
            "io.reactivex.exceptions.OnErrorNotImplementedException",
            "io.reactivex.rxjava3.exceptions.OnErrorNotImplementedException",
            "io.reactivex.exceptions.UndeliverableException",
            "io.reactivex.rxjava3.exceptions.UndeliverableException",
            "rx.exceptions.OnErrorNotImplementedException");

    /** Judgement: the stream is dead, and nobody was told. */
    static final double UNHEARD_SCORE = 80;

    /** Callbacks at the end of a pipeline; what those in the middle throw is handed down it. */
    private static final Set<String> CALLBACKS = Set.of(
            "onNext",
            "onError",
            "onComplete",
            "onSubscribe",
            "onCompleted",
            "onSuccess",
            "onFailure",
            "onResponse",
            "onMessage",
            "onClose",
            "onOpen",
            "onText",
            "onBinary",
            "onHalfClose",
            "onReady",
            "onCancel",
            "channelRead",
            "channelRead0",
            "channelReadComplete",
            "channelActive",
            "channelInactive",
            "channelRegistered",
            "userEventTriggered",
            "exceptionCaught",
            "operationComplete",
            "handle",
            "completed",
            "failed");

    /** From a failure to the library's word that nobody takes it: no more than a few calls. Judgement, for a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final RuleInfo INFO = RuleInfo.of(
                    "callback-failure",
                    Topic.FAILURE,
                    "A callback of a pipeline threw",
                    "Finds exceptions that left a callback of a reactive or event-driven pipeline (Flow, Reactor, RxJava, Netty, Vert.x,"
                            + " gRPC, HTTP clients): there is no caller to throw to, so that the subscription or connection ends, or the"
                            + " exception is dropped.")
            .needs(Need.EXCEPTIONS);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        InAppCode inApp = in.analysis().recording().inApp();
        for (FailureSeries series : in.analysis().graph().series()) {
            Optional<Failure> first = in.facts().exemplars(series).stream().findFirst();
            if (NOBODY_LISTENS.contains(series.type()) && first.isPresent()) {
                findings.add(unheard(in, series, first.get()));
            } else if (first.isPresent() && !series.background() && isLast(in.facts(), first.get())) {
                callback(first.get(), inApp).ifPresent(c -> findings.add(finding(in, series, first.get(), c)));
            }
        }
        return findings;
    }

    /** A pipeline that ended with an error for which nobody had subscribed. */
    private static Finding unheard(RuleInput in, FailureSeries series, Failure told) {
        Facts facts = in.facts();
        List<Failure> before = facts.causesOf(told);
        Optional<Failure> cause = before.isEmpty() ? lastBefore(facts, told) : Optional.of(before.get(0));
        List<Failure> evidence = new ArrayList<>(List.of(told));
        cause.ifPresent(evidence::add);
        return new Draft(INFO, facts, UNHEARD_SCORE)
                .summary("A pipeline ended with an error that nobody had subscribed to, %s from %s on in thread %s%s."
                        .formatted(
                                Words.times(series.count()),
                                facts.when(series.first()),
                                told.thread().display(),
                                cause.map(c -> ": " + facts.told(c)).orElse("")))
                .explanation(
                        "subscribe() was called without a consumer for errors. The library can only report to its own hook or log, and the"
                                + " stream delivers nothing from then on: a process that is up and does no more work.")
                .remedy(
                        "Subscribe with a consumer for errors, or end the pipeline in one that handles them: doOnError with a log,"
                                + " onErrorContinue or retryWhen per element, a supervisor that subscribes again. Make the library's hook an alarm"
                                + " (Hooks.onErrorDropped, RxJavaPlugins.setErrorHandler).")
                .rests(evidence)
                .but(
                        before.isEmpty() && cause.isPresent()
                                ? "Which failure it was is concluded from thread and time."
                                : "")
                .finding();
    }

    /** What the same thread threw last before it, within a moment. */
    private static Optional<Failure> lastBefore(Facts facts, Failure told) {
        return facts.analysis().graph().failures().stream()
                .filter(f -> f.thread().equals(told.thread()) && !f.isCondition() && !facts.isConstant(f))
                .filter(f -> f.id() != told.id() && !f.at().isAfter(told.at()))
                .filter(f -> Duration.between(f.at(), told.at()).compareTo(AT_ONCE) < 0)
                .filter(facts::concernsApplication)
                .reduce((earlier, later) -> later);
    }

    /** Whether nothing took it up within the callback: it is what left it, as far as recorded. */
    private static boolean isLast(Facts facts, Failure failure) {
        return !failure.isCondition()
                && facts.analysis().graph().outOf(failure.id()).stream()
                        .map(l -> facts.failure(l.to()))
                        .noneMatch(next -> next.thread().equals(failure.thread()) && !next.isCondition());
    }

    /** A method of the application with a callback's name that a pipeline called, and that threw near its own code. */
    private static Optional<Called> callback(Failure failure, InAppCode inApp) {
        List<Frame> frames = failure.stack().frames();
        int own = Stack.find(frames, f -> inApp.contains(f.type()));
        for (int i = Math.max(own, 0); own >= 0 && i + 1 < frames.size(); i++) {
            Frame frame = frames.get(i);
            Frame caller = frames.get(i + 1);
            boolean pipeline = PIPELINES.stream().anyMatch(caller.type()::startsWith);
            if (inApp.contains(frame.type()) && pipeline) {
                boolean lambda =
                        caller.method().equals("onNext") && caller.type().contains("Lambda");
                return CALLBACKS.contains(frame.method()) || lambda
                        ? Optional.of(new Called(frame, caller))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * A callback.
     *
     * @param frame of the application
     * @param by    who called it
     */
    private record Called(Frame frame, Frame by) {}

    private static Finding finding(RuleInput in, FailureSeries series, Failure failure, Called called) {
        boolean harm = in.facts().inIncident(series);
        return new Draft(INFO, in.facts(), harm ? INCIDENT_SCORE : SCORE)
                .summary("%s left the callback %s, called by %s, %s from %s on in thread %s."
                        .formatted(
                                in.facts().told(failure),
                                called.frame.display(),
                                called.by.qualifiedMethod(),
                                Words.times(series.count()),
                                in.facts().when(series.first()),
                                failure.thread().display()))
                .explanation(
                        "A pipeline calls and does not expect an exception back. By its specification it then cancels the"
                                + " subscription (Reactive Streams 2.13: a subscriber must not throw), closes the connection, or logs and"
                                + " drops it: later elements are not delivered, and nobody is told.")
                .remedy(
                        "Catch within %s, per element, and decide there: skip and count it, or end the stream by its own means"
                                        .formatted(called.frame.qualifiedMethod())
                                + " (cancel and onError, ctx.fireExceptionCaught, promise.setFailure). Give each pipeline a last handler:"
                                + " onErrorContinue or retryWhen in Reactor, RxJavaPlugins.setErrorHandler, exceptionCaught at Netty's tail.")
                .rests(List.of(failure))
                .but(harm ? "" : "Whether something further out handles it is not recorded.")
                .finding();
    }
}
