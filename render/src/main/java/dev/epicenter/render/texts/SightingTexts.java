package dev.epicenter.render.texts;

import dev.epicenter.model.Cancellation;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.ThreadRef;
import java.util.function.UnaryOperator;

/** Changes the strings of what only the agent sees. */
final class SightingTexts {
    private final UnaryOperator<ThreadRef> thread;
    private final UnaryOperator<Frame> frame;
    private final UnaryOperator<String> name;

    SightingTexts(UnaryOperator<ThreadRef> thread, UnaryOperator<Frame> frame, UnaryOperator<String> name) {
        this.thread = thread;
        this.frame = frame;
        this.name = name;
    }

    Sightings all(Sightings of) {
        return new Sightings(
                of.interrupts().stream().map(this::interrupt).toList(),
                of.catchTimes(),
                of.shutdowns().stream().map(this::shutdown).toList(),
                of.locksLeft().stream().map(this::lock).toList());
    }

    Cancellation cancellation(Cancellation of) {
        return new Cancellation(of.at(), thread.apply(of.by()), of.interrupt(), of.running(), of.ranOn(), of.over());
    }

    private Interrupt interrupt(Interrupt of) {
        return new Interrupt(
                of.at(),
                thread.apply(of.thread()),
                thread.apply(of.by()),
                of.from().map(frame),
                of.task(),
                of.reaction(),
                of.noticed(),
                of.failure(),
                of.handler(),
                of.wentOn());
    }

    private ExecutorShutdown shutdown(ExecutorShutdown of) {
        return new ExecutorShutdown(
                of.at(),
                thread.apply(of.by()),
                name.apply(of.executor()),
                of.immediate(),
                of.abandoned(),
                of.from().map(frame));
    }

    private LockLeft lock(LockLeft of) {
        return new LockLeft(of.failure(), frame.apply(of.frame()), name.apply(of.lock()), of.locked(), of.unlock());
    }
}
