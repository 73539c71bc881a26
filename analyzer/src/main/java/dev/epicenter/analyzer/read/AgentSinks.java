package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.jfr.Subscriptions;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.AgentRecord.InterruptStep;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent's events of one chunk tell of failures, catch blocks, ends and requests. Tasks: {@link AgentTaskSinks}. */
final class AgentSinks {
    /** Events of one kind that are taken from one chunk at most; the agent's own budgets keep far below. */
    private static final int MOST = 1 << 19;

    /** Ends, interrupts and requests of one chunk that are taken at most. */
    private static final int MOST_OBJECTS = 1 << 15;

    /** From, to, time, thread, site, line, kind. */
    final LongRows bonds = new LongRows(7, MOST);
    /** Failure, site, time, thread, time since the throw, negative when not known. */
    final LongRows handlings = new LongRows(5, MOST);
    /** Types received by catch block, by the agent's number of the block. */
    final Map<Long, Map<String, Long>> received = new HashMap<>();

    final List<Site> sites = new ArrayList<>();
    final List<AgentRecord.MethodCode> methods = new ArrayList<>();
    /** By the number of a catch block: what it received, and how much of that was recorded, in this chunk. */
    final LongTable hits = new LongTable();

    final LongTable recordedHits = new LongTable();
    final List<End> ends = new ArrayList<>();
    final List<Interruption> interruptions = new ArrayList<>();
    final List<Exchange> exchanges = new ArrayList<>();
    /** Numbers of failures that ended something. */
    final LongTable told = new LongTable();
    /** By number: what it replaced in a catch block. */
    final LongTable replaced = new LongTable();
    /** Late messages by number. */
    final Map<Long, String> messages = new HashMap<>();

    long constructed;
    long recordedConstructed;

    @Nullable
    State state;

    private final ChunkScope scope;
    private final ThrowSinks throwing;

    /** A catch block as its code has it. */
    record Site(
            long number,
            Frame frame,
            int lastLine,
            @Nullable String covered,
            @Nullable String caught,
            @Nullable String disposition,
            @Nullable String does,
            @Nullable String fields,
            @Nullable String byCalls,
            @Nullable String locals) {}

    /** What the agent says of itself. */
    record State(
            @Nullable String service, @Nullable String disabledParts, long faults, int skippedClasses, long handled) {}

    /** Something ended. */
    record End(
            Kind kind,
            long at,
            ThreadInfo thread,
            long failure,
            String what,
            int number,
            boolean flag,
            StackTrace stack) {
        enum Kind {
            THREAD,
            PROCESS,
            EXECUTOR
        }
    }

    record Interruption(
            InterruptStep step, long at, long thread, ThreadInfo by, long failure, long site, StackTrace stack) {}

    record Exchange(
            boolean answered,
            long at,
            long nanos,
            ThreadInfo thread,
            long task,
            String trace,
            String span,
            String parentSpan,
            String target,
            int status,
            long failure) {}

    AgentSinks(ChunkScope scope, ThrowSinks throwing) {
        this.scope = scope;
        this.throwing = throwing;
    }

    void subscribe(Subscriptions to) {
        bonds(to);
        handlers(to);
        ends(to);
        requests(to);
        to.on(
                "epicenter.FailureSite",
                e -> {
                    constructed += Math.max(0, e.number(0, 0));
                    recordedConstructed += Math.max(0, e.number(1, 0));
                },
                "count",
                "recorded");
        to.on(
                "epicenter.AgentState",
                e -> state = new State(e.text(0), e.text(1), e.number(2, 0), (int) e.number(3, 0), e.number(4, 0)),
                "service",
                "disabledParts",
                "faults",
                "skippedClasses",
                "handledCount");
    }

    private void bonds(Subscriptions to) {
        to.on(
                "epicenter.CauseAttached",
                e -> bond(e, e.number(1, 0), e.number(0, 0), AgentRecord.BondKind.CAUSE, 0, 0),
                "failureId",
                "causeId");
        to.on(
                "epicenter.SuppressedAttached",
                e -> bond(e, e.number(0, 0), e.number(1, 0), AgentRecord.BondKind.SUPPRESSED, 0, 0),
                "failureId",
                "suppressedId");
        to.on(
                "epicenter.FailureReplaced",
                e -> {
                    replaced.putIfAbsent(e.number(1, 0), e.number(0, 0));
                    bond(
                            e,
                            e.number(0, 0),
                            e.number(1, 0),
                            AgentRecord.BondKind.REPLACED,
                            e.number(2, 0),
                            e.number(3, 0));
                },
                "failureId",
                "replacementId",
                "handlerSiteId",
                "line");
        to.on(
                "epicenter.MessageAttached",
                e -> {
                    long number = e.number(0, 0);
                    throwing.message(number, e.textHash(1), e.textPlace(1));
                    String text = messages.size() < MOST_OBJECTS ? e.text(1) : null;
                    if (text != null) {
                        messages.put(number, text);
                    }
                },
                "failureId",
                "message");
    }

    private void bond(Event e, long from, long to, AgentRecord.BondKind kind, long site, long line) {
        if (scope.isPlausible(e.start()) && from != 0 && to != 0) {
            bonds.add(from, to, e.start(), e.thread(), site, line, kind.ordinal());
        }
    }

    private void handlers(Subscriptions to) {
        to.on(
                "epicenter.FailureHandled",
                e -> {
                    if (scope.isPlausible(e.start())) {
                        handlings.add(e.number(0, 0), e.number(2, 0), e.start(), e.thread(), e.nanos(3));
                        received.computeIfAbsent(e.number(2, 0), s -> new HashMap<>())
                                .merge(scope.className(e.type(1)), 1L, Long::sum);
                    }
                },
                "failureId",
                "thrownClass",
                "handlerSiteId",
                "throwToCatch");
        to.on(
                "epicenter.HandlerSite",
                e -> sites.add(new Site(
                        e.number(0, 0),
                        frame(e),
                        (int) e.number(5, 0),
                        e.text(6),
                        e.text(7),
                        e.text(8),
                        e.text(9),
                        e.text(10),
                        e.text(12),
                        e.text(11))),
                "handlerSiteId",
                "className",
                "methodName",
                "descriptor",
                "line",
                "lastLine",
                "coveredLines",
                "caughtTypes",
                "disposition",
                "does",
                "assignedFields",
                "assignedLocals",
                "assignedByCalls");
        to.on(
                "epicenter.HandlerCount",
                e -> {
                    add(hits, e.number(0, 0), e.number(1, 0));
                    add(recordedHits, e.number(0, 0), e.number(2, 0));
                },
                "handlerSiteId",
                "count",
                "recorded");
        to.on(
                "epicenter.MethodMap",
                e -> methods.add(new AgentRecord.MethodCode(
                        frame(e),
                        (int) e.number(5, 0),
                        e.isTrue(6),
                        AgentText.lines(e.text(7)),
                        AgentText.members(e.text(8), e.text(10)),
                        AgentText.members(e.text(9)))),
                "none",
                "className",
                "methodName",
                "descriptor",
                "firstLine",
                "lastLine",
                "synchronizedMethod",
                "synchronizedLines",
                "assignedFields",
                "lockCalls",
                "assignedByCalls");
    }

    /** Class, method, descriptor and line of fields 1 to 4. */
    private static Frame frame(Event e) {
        return new Frame(
                AgentText.orEmpty(e.text(1)),
                AgentText.orEmpty(e.text(2)),
                AgentText.orEmpty(e.text(3)),
                (int) e.number(4, 0),
                "");
    }

    static void add(LongTable to, long key, long value) {
        to.put(key, Math.max(0, to.get(key)) + Math.max(0, value));
    }

    private void ends(Subscriptions to) {
        to.on(
                "epicenter.FailureUncaught",
                e -> {
                    tell(e.number(0, 0));
                    end(e, End.Kind.THREAD, e.number(0, 0), e.text(1), 0, false);
                },
                "failureId",
                "handlerClass");
        to.on(
                "epicenter.ExitRequested",
                e -> end(e, End.Kind.PROCESS, 0, "", (int) e.number(0, 0), e.isTrue(1)),
                "status",
                "halt");
        to.on(
                "epicenter.ExecutorShutdown",
                e -> end(e, End.Kind.EXECUTOR, 0, e.text(0), (int) e.number(2, 0), e.isTrue(1)),
                "executorClass",
                "immediate",
                "abandoned");
        to.on(
                "epicenter.InterruptRequested",
                e -> interrupt(e, InterruptStep.REQUESTED, e.number(0, -1), 0, 0),
                "interruptedThreadId");
        to.on(
                "epicenter.InterruptObserved",
                e -> interrupt(
                        e, InterruptStep.OBSERVED, scope.thread(e.thread()).id(), e.number(0, 0), 0),
                "failureId");
        to.on(
                "epicenter.InterruptSwallowed",
                e -> {
                    tell(e.number(1, 0));
                    interrupt(e, InterruptStep.SWALLOWED, e.number(0, -1), e.number(1, 0), e.number(2, 0));
                },
                "interruptedThreadId",
                "failureId",
                "handlerSiteId");
    }

    /** Remembers that a failure is to be kept. */
    void tell(long failure) {
        if (failure > 0) {
            told.put(failure, 1);
        }
    }

    private void end(Event e, End.Kind kind, long failure, @Nullable String what, int number, boolean flag) {
        if (scope.isPlausible(e.start()) && ends.size() < MOST_OBJECTS) {
            ends.add(new End(
                    kind,
                    e.start(),
                    scope.thread(e.thread()),
                    failure,
                    AgentText.orEmpty(what),
                    number,
                    flag,
                    scope.plain(e.stack())));
        }
    }

    private void interrupt(Event e, InterruptStep step, long thread, long failure, long site) {
        if (scope.isPlausible(e.start()) && interruptions.size() < MOST_OBJECTS) {
            interruptions.add(new Interruption(
                    step, e.start(), thread, scope.thread(e.thread()), failure, site, scope.plain(e.stack())));
        }
    }

    private void requests(Subscriptions to) {
        to.on(
                "epicenter.ServerRequest",
                e -> exchange(e, true, e.number(6, 0), e.text(7)),
                "spanId",
                "method",
                "path",
                "status",
                "failureId",
                "traceId",
                "taskId",
                "parentSpanId");
        to.on(
                "epicenter.ClientRequest",
                e -> exchange(e, false, e.number(6, 0), null),
                "spanId",
                "method",
                "target",
                "status",
                "failureId",
                "traceId",
                "currentTaskId");
    }

    private void exchange(Event e, boolean answered, long task, @Nullable String parentSpan) {
        tell(e.number(4, 0));
        if (!scope.isPlausible(e.start()) || exchanges.size() >= MOST_OBJECTS) {
            return;
        }
        exchanges.add(new Exchange(
                answered,
                e.start(),
                e.duration(),
                scope.thread(e.thread()),
                task,
                AgentText.orEmpty(e.text(5)),
                AgentText.orEmpty(e.text(0)),
                AgentText.orEmpty(parentSpan),
                AgentText.orEmpty(e.text(1)) + " " + AgentText.orEmpty(e.text(2)),
                (int) e.number(3, 0),
                e.number(4, 0)));
    }
}
