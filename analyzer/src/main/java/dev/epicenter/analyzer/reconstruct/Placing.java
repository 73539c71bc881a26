package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Cancellation;
import dev.epicenter.model.CatchTimes;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.Link;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives what was reconstructed of one process its place among that of several: times on the common clock, ids of the whole.
 *
 * @param process  index of the process
 * @param offset   added to its times
 * @param failures new ids of its failures, by the old ones
 * @param series   new id of its first series
 * @param handlers new id of its first catch block
 * @param tasks    new id of its first task
 */
record Placing(int process, Duration offset, int[] failures, int series, int handlers, int tasks) {
    Instant at(Instant at) {
        return offset.isZero() ? at : at.plus(offset);
    }

    private Optional<Instant> at(Optional<Instant> at) {
        return at.map(this::at);
    }

    private int failure(int id) {
        return failures[id];
    }

    ThreadRef thread(ThreadRef of) {
        return new ThreadRef(process, of.id(), of.name(), of.virtual());
    }

    Failure place(Failure f) {
        return f.placed(failure(f.id()), series + f.series(), at(f.at()), thread(f.thread()));
    }

    FailureSeries place(FailureSeries s) {
        return new FailureSeries(
                series + s.id(),
                s.type(),
                s.stack(),
                s.site(),
                s.fingerprint(),
                s.count(),
                s.threads(),
                at(s.first()),
                at(s.last()),
                s.profile().moved(offset),
                s.background(),
                s.exemplars().stream().map(this::failure).toList());
    }

    Link place(Link link) {
        return new Link(
                failure(link.from()),
                failure(link.to()),
                link.relation(),
                link.certainty(),
                link.confidence(),
                link.evidence().stream().map(this::place).toList(),
                link.counter().stream().map(this::place).toList());
    }

    private Evidence place(Evidence evidence) {
        return new Evidence(
                evidence.name(),
                evidence.text(),
                evidence.weight(),
                evidence.events().stream()
                        .map(e -> new EventRef(e.event(), at(e.at()), e.thread(), e.frames()))
                        .toList());
    }

    HandlerSite place(HandlerSite h) {
        return new HandlerSite(
                handlers + h.id(),
                h.process(),
                h.frame(),
                h.caught(),
                h.disposition(),
                h.does(),
                h.hits(),
                h.recorded(),
                h.handling(),
                h.received().stream()
                        .map(r -> new HandlerSite.Received(
                                r.type(), r.count(), r.series().map(s -> s + series)))
                        .toList(),
                h.incidents(),
                h.remarks());
    }

    Task place(Task t) {
        return new Task(
                tasks + t.id(),
                t.process(),
                t.parent().map(parent -> parent + tasks),
                t.kind(),
                t.name(),
                t.submittedBy(),
                t.ranOn(),
                at(t.submitted()),
                at(t.started()),
                at(t.ended()),
                t.outcome(),
                t.fetch(),
                t.failure().map(this::failure),
                t.context(),
                t.cancellation()
                        .map(c ->
                                new Cancellation(at(c.at()), c.by(), c.interrupt(), c.running(), c.ranOn(), c.over())),
                t.certainty());
    }

    CrashLog place(CrashLog log) {
        CrashLog placed = log.withExceptions(log.exceptions().stream()
                .map(e -> new CrashException(
                        e.since(),
                        e.thread(),
                        e.type(),
                        e.message(),
                        e.thrownAt(),
                        e.recorded().map(this::failure)))
                .toList());
        return log.failure().map(id -> placed.standingFor(failure(id))).orElse(placed);
    }

    Interrupt place(Interrupt i) {
        return new Interrupt(
                at(i.at()),
                thread(i.thread()),
                thread(i.by()),
                i.from(),
                i.task().map(task -> task + tasks),
                i.reaction(),
                at(i.noticed()),
                i.failure().map(this::failure),
                i.handler().map(handler -> handler + handlers),
                i.wentOn());
    }

    CatchTimes place(CatchTimes times) {
        return new CatchTimes(
                process,
                times.measured(),
                times.median(),
                times.p99(),
                times.slowest().stream()
                        .map(s -> new CatchTimes.Slow(
                                failure(s.failure()),
                                s.handler() + handlers,
                                at(s.at()),
                                s.took(),
                                s.collections(),
                                s.safepoints()))
                        .toList());
    }

    ExecutorShutdown place(ExecutorShutdown s) {
        return new ExecutorShutdown(at(s.at()), thread(s.by()), s.executor(), s.immediate(), s.abandoned(), s.from());
    }

    LockLeft place(LockLeft l) {
        return new LockLeft(failure(l.failure()), l.frame(), l.lock(), l.locked(), l.unlock());
    }

    Timeline place(Timeline t) {
        return new Timeline(
                t.pauses().stream()
                        .map(p -> new Pause(at(p.start()), p.length(), p.cause()))
                        .toList(),
                t.pauseCount(),
                t.pauseTotal(),
                t.heap().stream()
                        .map(h -> new HeapSample(at(h.at()), h.usedBytes(), h.committedBytes()))
                        .toList(),
                t.maxHeapBytes(),
                t.shutdown().map(s -> new Shutdown(at(s.at()), s.reason(), thread(s.thread()), s.stack())));
    }

    Machine place(Machine m) {
        return new Machine(
                m.threads().stream()
                        .map(t -> new Machine.ThreadCount(at(t.at()), t.active(), t.peak()))
                        .toList(),
                m.cpu().stream()
                        .map(c -> new Machine.CpuLoad(at(c.at()), c.user(), c.system(), c.machine()))
                        .toList(),
                m.memory().stream()
                        .map(s ->
                                new Machine.MemorySample(at(s.at()), s.residentBytes(), s.usedBytes(), s.limitBytes()))
                        .toList(),
                m.metaspace().stream()
                        .map(s -> new Machine.MetaspaceSample(at(s.at()), s.usedBytes(), s.committedBytes()))
                        .toList(),
                m.creators(),
                m.stalls().stream()
                        .map(s -> new Machine.Stall(
                                s.event(), thread(s.thread()), at(s.at()), s.length(), s.reason(), s.stack()))
                        .toList(),
                m.recursions().stream()
                        .map(r -> new Machine.Recursion(r.cycle(), r.samples(), at(r.first()), at(r.last())))
                        .toList(),
                m.connections().stream()
                        .map(c -> new Machine.Connections(at(c.at()), c.atWork()))
                        .toList(),
                m.pools().stream()
                        .map(p -> new Machine.PoolFigures(at(p.at()), p.pool(), p.held(), p.waiting(), p.size()))
                        .toList());
    }
}
