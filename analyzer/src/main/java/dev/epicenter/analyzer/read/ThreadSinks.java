package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.EventSink;
import dev.epicenter.analyzer.jfr.Hash;
import dev.epicenter.analyzer.jfr.Subscriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells of the program's threads: that they start, end, wait, or do anything at all. */
final class ThreadSinks {
    /** Events of which only thread, time and stack are of interest. */
    private static final List<String> SIGNS_OF_LIFE =
            List.of("jdk.NativeMethodSample", "jdk.FileRead", "jdk.FileWrite", "jdk.VirtualThreadSubmitFailed");

    private final ChunkScope scope;
    private final ChunkThreads threads;
    private final TaskSigns tasks;
    private final MachineSinks machine;

    ThreadSinks(ChunkScope scope, ChunkThreads threads, TaskSigns tasks, MachineSinks machine) {
        this.scope = scope;
        this.threads = threads;
        this.tasks = tasks;
        this.machine = machine;
    }

    void subscribe(Subscriptions to) {
        to.on("jdk.ThreadStart", e -> started(e, subject(e), e.thread(1)), "thread", "parentThread");
        to.on("jdk.VirtualThreadStart", e -> started(e, e.thread(), -1));
        to.on("jdk.ThreadEnd", e -> ended(e, subject(e)), "thread");
        to.on("jdk.VirtualThreadEnd", e -> ended(e, e.thread()));
        waits(to, "jdk.ThreadPark", "parkedClass");
        waits(to, "jdk.JavaMonitorWait", "monitorClass");
        waits(to, "jdk.JavaMonitorEnter", "monitorClass");
        waits(to, "jdk.ThreadSleep", "none");
        SIGNS_OF_LIFE.forEach(type -> to.on(type, this::seen));
        to.on("jdk.ExecutionSample", this::sampled);
        to.on("jdk.SocketRead", this::read, "address", "host", "port");
        to.on("jdk.SocketWrite", this::wrote, "address", "host", "port");
        to.on("jdk.VirtualThreadPinned", e -> stood("jdk.VirtualThreadPinned", e, e.text(0)), "pinnedReason");
        to.on("jdk.ObjectAllocationSample", this::allocated, "weight");
    }

    private static int subject(Event e) {
        int thread = e.thread(0);
        return thread < 0 ? e.thread() : thread;
    }

    private void started(Event e, int thread, int parent) {
        if (scope.isPlausible(e.start())) {
            threads.started(thread, e.start(), parent, e.stack());
        }
    }

    private void ended(Event e, int thread) {
        if (scope.isPlausible(e.start())) {
            threads.ended(thread, e.start());
        }
    }

    private void waits(Subscriptions to, String type, String on) {
        EventSink sink = e -> {
            long at = e.start();
            long nanos = e.duration();
            if (scope.isPlausible(at) && scope.isPlausible(at + nanos)) {
                int stack = e.stack();
                threads.waited(e.thread(), type, at, nanos, e.type(0), stack);
                tasks.passes(stack, at);
                machine.stalls.stood(type, e.thread(), at, nanos, "", stack);
            }
        };
        to.on(type, sink, on);
    }

    private void seen(Event e) {
        long at = e.start();
        if (scope.isPlausible(at)) {
            threads.seen(e.thread(), at);
            tasks.passes(e.stack(), at);
        }
    }

    private void sampled(Event e) {
        seen(e);
        if (scope.isPlausible(e.start())) {
            machine.recursions.passes(e.thread(), e.stack(), e.start());
        }
    }

    private void stood(String type, Event e, @Nullable String reason) {
        seen(e);
        if (scope.isPlausible(e.start())) {
            machine.stalls.stood(type, e.thread(), e.start(), e.duration(), MachineSinks.orEmpty(reason), e.stack());
        }
    }

    private void read(Event e) {
        connected(e);
        stood("jdk.SocketRead", e, "");
    }

    private void wrote(Event e) {
        connected(e);
        seen(e);
    }

    private void connected(Event e) {
        if (e.thread() >= 0 && scope.isPlausible(e.start()) && scope.isPlausible(e.start() + e.duration())) {
            long host = e.textHash(0) == 0 ? e.textHash(1) : e.textHash(0);
            machine.connections.atWork(e.thread(), Hash.mix(host, e.number(2, 0)), e.start(), e.duration());
        }
    }

    private void allocated(Event e) {
        sampled(e);
        machine.allocated(e.thread(), e.stack(), e.number(0, 0), e.start());
    }
}
