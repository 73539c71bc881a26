package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.Bond;
import dev.epicenter.analyzer.read.AgentRecord.BondKind;
import dev.epicenter.analyzer.read.AgentRecord.Cancelled;
import dev.epicenter.analyzer.read.AgentRecord.ExecutorEnd;
import dev.epicenter.analyzer.read.AgentRecord.Exit;
import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.analyzer.read.AgentRecord.Interrupt;
import dev.epicenter.analyzer.read.AgentRecord.Lines;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.analyzer.read.AgentRecord.MethodCode;
import dev.epicenter.analyzer.read.AgentRecord.Request;
import dev.epicenter.analyzer.read.AgentRecord.Uncaught;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Builds by hand what the agent tells of a {@link Scene}. Times in milliseconds from its start. */
final class AgentTold {
    private final List<Function<Function<String, ThreadRef>, Bond>> bonds = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Handling>> handlings = new ArrayList<>();
    private final List<HandlerCode> handlers = new ArrayList<>();
    private final List<MethodCode> methods = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Work>> tasks = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Uncaught>> uncaught = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Exit>> exits = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, ExecutorEnd>> shutdowns = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Interrupt>> interrupts = new ArrayList<>();
    private final List<Function<Function<String, ThreadRef>, Request>> requests = new ArrayList<>();

    AgentTold cause(long cause, long of) {
        return bond(BondKind.CAUSE, cause, of, 0);
    }

    AgentTold bond(BondKind kind, long from, long to, long site) {
        bonds.add(threads ->
                new Bond(from, to, kind, Scene.at(0), threads.apply("main"), site, 0, "epicenter.FailureReplaced"));
        return this;
    }

    /** A catch block from the frame's line to {@code lastLine} that covers some lines. */
    AgentTold handler(long site, String frame, int lastLine, Lines covered, Disposition disposition, String... does) {
        return assigning(site, frame, lastLine, covered, disposition, List.of(), does);
    }

    AgentTold assigning(
            long site,
            String frame,
            int lastLine,
            Lines covered,
            Disposition disposition,
            List<Member> fields,
            String... does) {
        handlers.add(new HandlerCode(
                site,
                Scene.frame(frame),
                lastLine,
                List.of(covered),
                List.of("java.lang.Exception"),
                disposition,
                Arrays.asList(does),
                fields,
                List.of(),
                1,
                1,
                Optional.of(Duration.ofMillis(1)),
                Map.of()));
        return this;
    }

    /** A finally block that throws on what it receives. */
    AgentTold undoing(long site, String frame, int lastLine, Lines covered) {
        handlers.add(new HandlerCode(
                site,
                Scene.frame(frame),
                lastLine,
                List.of(covered),
                List.of(),
                Disposition.RETHROWN,
                List.of("rethrows"),
                List.of(),
                List.of(),
                0,
                0,
                Optional.empty(),
                Map.of()));
        return this;
    }

    /** A method that takes and gives back locks. */
    AgentTold locking(String frame, int lastLine, Member... calls) {
        methods.add(new MethodCode(Scene.frame(frame), lastLine, false, List.of(), List.of(), Arrays.asList(calls)));
        return this;
    }

    /** A task that was cancelled while it ran on a thread; {@code ranOn} is negative where its end was not seen. */
    AgentTold cancelled(double millis, long number, String by, String thread, boolean interrupt, double ranOn) {
        tasks.add(threads -> new Work(
                number,
                0,
                "pool",
                "com.acme.Work",
                "java.util.concurrent.ThreadPoolExecutor",
                Optional.of(threads.apply("main")),
                StackTrace.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskOutcome.CANCELLED,
                Task.Fetch.UNKNOWN,
                Optional.empty(),
                0,
                0,
                false,
                "",
                Optional.of(new Cancelled(
                        Scene.at(millis),
                        threads.apply(by),
                        interrupt,
                        true,
                        threads.apply(thread).id(),
                        ranOn < 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (ranOn * 1e6)))))));
        return this;
    }

    AgentTold shutdown(double millis, String by, int abandoned, String... frames) {
        shutdowns.add(threads -> new ExecutorEnd(
                Scene.at(millis),
                threads.apply(by),
                "java.util.concurrent.ThreadPoolExecutor",
                true,
                abandoned,
                Scene.stack("", frames)));
        return this;
    }

    /** A catch block received a failure so long after it had been built. */
    AgentTold handledAfter(double millis, String thread, long failure, long site, double since) {
        handlings.add(threads ->
                new Handling(failure, site, Scene.at(millis), threads.apply(thread), Optional.of(Duration.ofNanos((long)
                        (since * 1e6)))));
        return this;
    }

    AgentTold method(String frame, int lastLine, Member... fields) {
        methods.add(new MethodCode(Scene.frame(frame), lastLine, false, List.of(), Arrays.asList(fields), List.of()));
        return this;
    }

    AgentTold handled(double millis, String thread, long failure, long site) {
        handlings.add(threads -> new Handling(
                failure, site, Scene.at(millis), threads.apply(thread), Optional.of(Duration.ofMillis(1))));
        return this;
    }

    AgentTold uncaught(double millis, String thread, long failure) {
        uncaught.add(threads -> new Uncaught(failure, Scene.at(millis), threads.apply(thread), ""));
        return this;
    }

    AgentTold exit(double millis, String thread, int status, String... frames) {
        exits.add(threads -> new Exit(Scene.at(millis), threads.apply(thread), status, false, Scene.stack("", frames)));
        return this;
    }

    AgentTold interrupt(
            AgentRecord.InterruptStep step,
            double millis,
            String thread,
            String by,
            long failure,
            long site,
            String... frames) {
        interrupts.add(threads -> new Interrupt(
                step,
                Scene.at(millis),
                threads.apply(thread).id(),
                threads.apply(by),
                failure,
                site,
                Scene.stack("", frames)));
        return this;
    }

    /** A task of {@code kind} that a failure ended at some time; {@code from} is the stack of the hand-over. */
    AgentTold failedTask(
            double millis,
            long number,
            String kind,
            String thread,
            long failure,
            Task.Fetch fetch,
            boolean stopped,
            String... from) {
        StackTrace handOver = Scene.stack("", from);
        tasks.add(threads -> new Work(
                number,
                0,
                kind,
                "com.acme.Work",
                "java.util.concurrent.ThreadPoolExecutor",
                Optional.of(threads.apply("main")),
                handOver,
                Optional.of(threads.apply(thread)),
                Optional.of(Scene.at(millis - 2)),
                Optional.of(Scene.at(millis - 1)),
                Optional.of(Scene.at(millis)),
                TaskOutcome.FAILED,
                fetch,
                Optional.empty(),
                failure,
                0,
                stopped,
                "",
                Optional.empty()));
        return this;
    }

    AgentTold request(
            boolean answered,
            double millis,
            double length,
            String thread,
            String span,
            String parentSpan,
            int status,
            long failure) {
        requests.add(threads -> new Request(
                answered,
                Scene.at(millis),
                Scene.at(millis + length),
                threads.apply(thread),
                0,
                "trace-1",
                span,
                parentSpan,
                "GET /stock",
                status,
                failure));
        return this;
    }

    AgentRecord record(Function<String, ThreadRef> threads) {
        return new AgentRecord(
                all(bonds, threads),
                all(handlings, threads),
                handlers,
                methods,
                all(tasks, threads),
                all(uncaught, threads),
                all(exits, threads),
                all(shutdowns, threads),
                all(interrupts, threads),
                all(requests, threads),
                Map.of());
    }

    private static <T> List<T> all(
            List<Function<Function<String, ThreadRef>, T>> told, Function<String, ThreadRef> threads) {
        return told.stream().map(t -> t.apply(threads)).toList();
    }
}
