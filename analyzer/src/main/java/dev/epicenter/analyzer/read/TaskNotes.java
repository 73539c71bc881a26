package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskOutcome;
import org.jspecify.annotations.Nullable;

/** What has been told of a task so far, event by event. Times in nanoseconds since the epoch, {@link Event#NEVER} when not known. */
final class TaskNotes {
    final long number;
    long parent;
    String kind = "";
    String name = "";
    String executor = "";
    String trace = "";

    @Nullable
    ThreadInfo submittedBy;

    StackTrace submittedAt = StackTrace.EMPTY;

    @Nullable
    ThreadInfo ranOn;

    long submitted = Event.NEVER;
    long started = Event.NEVER;
    long ended = Event.NEVER;
    TaskOutcome outcome = TaskOutcome.UNKNOWN;
    Task.Fetch fetch = Task.Fetch.UNKNOWN;

    @Nullable
    ThreadInfo fetchedBy;

    long failure;
    long source;
    boolean stopped;
    long cancelled = Event.NEVER;

    @Nullable
    ThreadInfo cancelledBy;

    boolean interrupting;
    boolean cancelledRunning;
    long cancelledThread = -1;
    /** How long it ran on, negative when not told. */
    long ranOnNanos = -1;

    TaskNotes(long number) {
        this.number = number;
    }

    /** Adds what a later chunk tells of the same task. */
    void add(TaskNotes later) {
        parent = later.parent != 0 ? later.parent : parent;
        kind = or(later.kind, kind);
        name = or(later.name, name);
        executor = or(later.executor, executor);
        trace = or(trace, later.trace);
        submittedBy = submittedBy != null ? submittedBy : later.submittedBy;
        submittedAt = submittedAt == StackTrace.EMPTY ? later.submittedAt : submittedAt;
        ranOn = later.ranOn != null ? later.ranOn : ranOn;
        submitted = submitted != Event.NEVER ? submitted : later.submitted;
        started = started != Event.NEVER ? started : later.started;
        ended = later.ended != Event.NEVER ? later.ended : ended;
        outcome = later.outcome != TaskOutcome.UNKNOWN ? later.outcome : outcome;
        fetch = later.fetch != Task.Fetch.UNKNOWN ? later.fetch : fetch;
        fetchedBy = fetchedBy != null ? fetchedBy : later.fetchedBy;
        failure = later.failure != 0 ? later.failure : failure;
        source = later.source != 0 ? later.source : source;
        stopped |= later.stopped;
        if (later.cancelled != Event.NEVER) {
            cancelled = later.cancelled;
            cancelledBy = later.cancelledBy;
            interrupting = later.interrupting;
            cancelledRunning = later.cancelledRunning;
            cancelledThread = later.cancelledThread;
        }
        ranOnNanos = later.ranOnNanos >= 0 ? later.ranOnNanos : ranOnNanos;
    }

    private static String or(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
