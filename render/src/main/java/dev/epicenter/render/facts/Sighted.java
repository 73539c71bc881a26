package dev.epicenter.render.facts;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Cancellation;
import dev.epicenter.model.ExecutorShutdown;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Interrupt;
import dev.epicenter.model.LockLeft;
import dev.epicenter.model.Names;
import dev.epicenter.model.Task;
import dev.epicenter.render.texts.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the agent saw beside failures and catch blocks, in words: who told which thread to stop and what came of it, executors that were
 * shut down with what they left undone, locks that failures left behind.
 *
 * @param at   when
 * @param text one sentence
 */
public record Sighted(Instant at, String text) {
    /** All of an analysis, in time order. */
    public static List<Sighted> of(Analysis analysis) {
        List<Sighted> all = new ArrayList<>();
        analysis.sightings().interrupts().forEach(i -> all.add(new Sighted(i.at(), text(i))));
        analysis.sightings().shutdowns().forEach(s -> all.add(new Sighted(s.at(), text(s))));
        for (LockLeft lock : analysis.sightings().locksLeft()) {
            Failure failure = analysis.graph().failure(lock.failure());
            all.add(new Sighted(failure.at(), text(lock, failure)));
        }
        for (Task task : analysis.tasks()) {
            task.cancellation()
                    .filter(Cancellation::running)
                    .ifPresent(c -> all.add(new Sighted(c.at(), text(task, c))));
        }
        all.sort(Comparator.comparing(Sighted::at));
        return all;
    }

    private static String text(Interrupt of) {
        String asked = "Thread " + of.thread().display() + " was told to stop by "
                + of.by().display()
                + of.from().map(Frame::display).map(f -> " at " + f).orElse("");
        return asked
                + switch (of.reaction()) {
                    case NOTICED -> ", and noticed";
                    case SWALLOWED -> ", and a catch block of it swallowed that";
                    case NONE_SEEN -> of.wentOn()
                            .map(t ->
                                    ", and went on for " + Words.length(t) + " at least; nothing shows that it noticed")
                            .orElse("; what came of it is not recorded");
                };
    }

    private static String text(ExecutorShutdown of) {
        return Names.simple(of.executor()) + " was shut down" + (of.immediate() ? " at once" : "") + " by "
                + of.by().display()
                + of.from().map(Frame::display).map(f -> " at " + f).orElse("")
                + (of.abandoned() == 0 ? "" : "; " + Words.count(of.abandoned(), "task") + " will never run");
    }

    private static String text(LockLeft of, Failure failure) {
        return Names.simple(failure.type()) + " in " + failure.thread().display() + " left "
                + of.frame().display() + " with a " + Names.simple(of.lock()) + " taken in line " + of.locked()
                + ", before line " + of.unlock() + " gave it back: by the code, it stays locked";
    }

    private static String text(Task task, Cancellation of) {
        return "Task " + task.name() + " was cancelled by " + of.by().display()
                + (of.interrupt() ? "" : " without an interrupt") + " while it ran"
                + of.ranOn()
                        .map(t -> " and ran on for " + Words.length(t)
                                + (of.over() ? "" : " at least, until the recording's end"))
                        .orElse("");
    }
}
