package dev.epicenter.analyzer.read;

import dev.epicenter.model.Disposition;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import dev.epicenter.model.ThreadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent recorded of a process, about failures that were kept. Failures are referred to by {@link
 * dev.epicenter.model.Failure#number()}, catch blocks and tasks by numbers of their own; all of them mean something only within
 * the process.
 *
 * @param bonds      from failure to failure, in time order
 * @param handlings  catch blocks that received a failure, in time order
 * @param handlers   all catch blocks that ran
 * @param methods    methods on the way of recorded failures
 * @param tasks      units of work, in the order in which they were first told of
 * @param uncaught   failures that ended threads, in time order
 * @param exits      calls that end the process, in time order
 * @param shutdowns  of executors, in time order
 * @param interrupts requests and what became of them, in time order
 * @param requests   that the process sent and answered, in time order
 * @param taskOf     task that ran where a failure was built, by the failure's number
 */
public record AgentRecord(
        List<Bond> bonds,
        List<Handling> handlings,
        List<HandlerCode> handlers,
        List<MethodCode> methods,
        List<Work> tasks,
        List<Uncaught> uncaught,
        List<Exit> exits,
        List<ExecutorEnd> shutdowns,
        List<Interrupt> interrupts,
        List<Request> requests,
        Map<Long, Long> taskOf) {
    /** The agent did not run. */
    public static final AgentRecord NONE = new AgentRecord(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), Map.of());

    public AgentRecord {
        bonds = List.copyOf(bonds);
        handlings = List.copyOf(handlings);
        handlers = List.copyOf(handlers);
        methods = List.copyOf(methods);
        tasks = List.copyOf(tasks);
        uncaught = List.copyOf(uncaught);
        exits = List.copyOf(exits);
        shutdowns = List.copyOf(shutdowns);
        interrupts = List.copyOf(interrupts);
        requests = List.copyOf(requests);
        taskOf = Map.copyOf(taskOf);
    }

    /** How the agent saw two throwables belong together. */
    public enum BondKind {
        /** The first is the cause of the second. */
        CAUSE,
        /** The second was added to the suppressed of the first. */
        SUPPRESSED,
        /** A catch block received the first and threw the second. */
        REPLACED,
        /** The second was built when a catch block of the thread had received the first last. */
        BUILT_AFTER
    }

    /**
     * Two throwables that belong together.
     *
     * @param from      the one that was there first
     * @param to        the other
     * @param site      the catch block, 0 when none is told
     * @param line      of the throw in it, 0 when not told
     * @param event     type of the event that told
     */
    public record Bond(
            long from, long to, BondKind kind, Instant at, ThreadRef thread, long site, int line, String event) {}

    /**
     * A catch block received a failure.
     *
     * @param sinceThrow from when it was last seen to be thrown, empty when not known
     */
    public record Handling(long failure, long site, Instant at, ThreadRef thread, Optional<Duration> sinceThrow) {}

    /** Source lines, both ends included. */
    public record Lines(int first, int last) {
        /** Whether a line is among them. */
        public boolean has(int line) {
            return first <= line && line <= last;
        }
    }

    /**
     * A field or local variable that code assigns, or a method that it calls.
     *
     * @param owner binary name of the class, empty of a local variable
     * @param by    name of the method of its own class whose call assigns it, empty where the code does so itself
     */
    public record Member(String owner, String name, int line, String by) {}

    /**
     * A catch block.
     *
     * @param site     its number
     * @param frame    its method and first line
     * @param lastLine of the block
     * @param covered  lines whose failures it receives
     * @param caught   binary names of types; empty for {@code finally}
     * @param does     words of docs/events.md
     * @param fields   that the covered code assigns, itself or by calls
     * @param locals   that the covered code assigns and that live on
     * @param hits     how often it received something, exactly
     * @param recorded of these, how many are told one by one
     * @param handling median time from the throw to the block, empty when not known
     * @param received types that it received, with how many were recorded
     */
    public record HandlerCode(
            long site,
            Frame frame,
            int lastLine,
            List<Lines> covered,
            List<String> caught,
            Disposition disposition,
            List<String> does,
            List<Member> fields,
            List<Member> locals,
            long hits,
            long recorded,
            Optional<Duration> handling,
            Map<String, Long> received) {
        /** Whether a line of its method is one whose failures it receives. */
        public boolean covers(int line) {
            return covered.stream().anyMatch(lines -> lines.has(line));
        }

        /** Whether it is a finally block that throws on what it receives. */
        public boolean passesOn() {
            return caught.isEmpty() && disposition == Disposition.RETHROWN;
        }

        /** Whether a frame is in code that the catch block covers. */
        public boolean guards(Frame other) {
            return other.method().equals(frame.method()) && other.type().equals(frame.type()) && covers(other.line());
        }

        /** Whether a frame is in the block itself; of a catch block not where code that it covers stands on the same line. */
        public boolean holds(Frame other) {
            return other.method().equals(frame.method())
                    && other.type().equals(frame.type())
                    && frame.line() > 0
                    && other.line() >= frame.line()
                    && other.line() <= lastLine
                    && (passesOn() || !covers(other.line()));
        }
    }

    /**
     * What a method assigns and locks.
     *
     * @param frame  its class, name and first line
     * @param locked whether all of it holds the lock
     * @param fields that it assigns, itself or by calls
     * @param locks  lines of its synchronized blocks
     * @param calls  of {@code lock()}, {@code unlock()} and the like
     */
    public record MethodCode(
            Frame frame, int lastLine, boolean locked, List<Lines> locks, List<Member> fields, List<Member> calls) {}

    /**
     * A unit of work.
     *
     * @param number      its number
     * @param parent      number of the task that submitted it, 0 when not known
     * @param kind        word of docs/events.md
     * @param name        class of the work, name of the thread or request
     * @param executor    class of the executor, empty when none
     * @param submittedAt stack of the hand-over, where recorded
     * @param failure     what it ended with, 0 when nothing
     * @param source      for a stage that passes on a failure: whose, else 0
     * @param stopped     whether it was periodic and does not run again because of its failure
     * @param trace       trace id, empty when none
     * @param cancelled   how it was cancelled, if it was
     */
    public record Work(
            long number,
            long parent,
            String kind,
            String name,
            String executor,
            Optional<ThreadRef> submittedBy,
            StackTrace submittedAt,
            Optional<ThreadRef> ranOn,
            Optional<Instant> submitted,
            Optional<Instant> started,
            Optional<Instant> ended,
            TaskOutcome outcome,
            Task.Fetch fetch,
            Optional<ThreadRef> fetchedBy,
            long failure,
            long source,
            boolean stopped,
            String trace,
            Optional<Cancelled> cancelled) {}

    /**
     * A task was cancelled.
     *
     * @param running whether it ran at that time
     * @param thread  Java thread id of what it ran on, -1 when it did not
     * @param ranOn   how long it ran on, empty when it did not or was not over at the recording's end
     */
    public record Cancelled(
            Instant at, ThreadRef by, boolean interrupt, boolean running, long thread, Optional<Duration> ranOn) {}

    /** A failure ended a thread. */
    public record Uncaught(long failure, Instant at, ThreadRef thread, String handlerClass) {}

    /**
     * System.exit or Runtime.halt was called.
     *
     */
    public record Exit(Instant at, ThreadRef thread, int status, boolean halt, StackTrace stack) {}

    /** An executor was told to shut down. */
    public record ExecutorEnd(
            Instant at, ThreadRef thread, String executor, boolean immediate, int abandoned, StackTrace stack) {}

    /** What became of an interrupt. */
    public enum InterruptStep {
        REQUESTED,
        OBSERVED,
        SWALLOWED
    }

    /**
     * A step of an interrupt's way.
     *
     * @param thread  that was interrupted, by its Java thread id
     * @param by      that wrote the event: who asked for it, else the interrupted one
     * @param failure the InterruptedException, 0 when none
     * @param site    the catch block that swallowed it, 0 otherwise
     * @param stack   of a request or an observation
     */
    public record Interrupt(
            InterruptStep step, Instant at, long thread, ThreadRef by, long failure, long site, StackTrace stack) {}

    /**
     * An HTTP request.
     *
     * @param answered   whether the process answered it; else it sent it
     * @param task       the request as a task; of one that was sent the task that sent it, 0 when none
     * @param parentSpan of the sender, where answered and told
     * @param target     method and path, or method and address
     * @param status     0 when there was none
     * @param failure    what left the handlers, or was thrown instead of a response; 0 when nothing
     */
    public record Request(
            boolean answered,
            Instant start,
            Instant end,
            ThreadRef thread,
            long task,
            String trace,
            String span,
            String parentSpan,
            String target,
            int status,
            long failure) {}
}
