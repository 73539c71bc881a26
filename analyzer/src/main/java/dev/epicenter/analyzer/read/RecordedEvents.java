package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Environment;
import dev.epicenter.model.Failure;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Hand-over from read to reconstruct: what the recordings of one process hold that a reconstruction rests on.
 *
 * @param process   whose they are
 * @param recording what was read; {@link Recording#inApp()} is not known here
 * @param dataLoss  what is missing
 * @param timeline  pauses, heap, shutdown
 * @param machine   what it ran with, over time; {@link Machine#creators()} is empty here
 * @param environment what it was started with
 * @param failures  the failures kept, in time order, {@link Failure#id()} is the position
 * @param series    equal failures over time, exact counts, {@link RecordedSeries#id()} is the position
 * @param threads   the threads seen
 * @param starts    who started threads, in the order in which they first did
 * @param dumps     thread dumps, in time order, at most {@value #MAX_DUMPS}: the first and the latest ones
 * @param tasks     what periodic runners ran, by entry frame
 * @param resources statistics that tell of exhaustion
 * @param brokenOff whether the JVM had not done with the last chunk and no end of it is recorded: it died without a word, or the
 *                  chunk was taken from it while it ran
 * @param agent     what our agent recorded besides
 * @param classes   where classes of recorded stacks came from, by name, as far as that is recorded and says something
 */
public record RecordedEvents(
        JvmProcess process,
        Recording recording,
        DataLoss dataLoss,
        Timeline timeline,
        Machine machine,
        Environment environment,
        List<Failure> failures,
        List<RecordedSeries> series,
        List<ThreadLife> threads,
        List<ThreadStarts> starts,
        List<Dump> dumps,
        List<TaskActivity> tasks,
        Resources resources,
        boolean brokenOff,
        AgentRecord agent,
        Map<String, ClassOrigin> classes) {
    /** Thread dumps kept at most. */
    public static final int MAX_DUMPS = 16;

    public RecordedEvents {
        failures = List.copyOf(failures);
        series = List.copyOf(series);
        threads = List.copyOf(threads);
        starts = List.copyOf(starts);
        dumps = List.copyOf(dumps);
        tasks = List.copyOf(tasks);
        classes = Map.copyOf(classes);
    }

    /** The same with another timeline. */
    public RecordedEvents withTimeline(Timeline other) {
        return new RecordedEvents(
                process,
                recording,
                dataLoss,
                other,
                machine,
                environment,
                failures,
                series,
                threads,
                starts,
                dumps,
                tasks,
                resources,
                brokenOff,
                agent,
                classes);
    }

    /** The same with more to say of what is missing. */
    public RecordedEvents withNotes(List<String> notes) {
        return notes.isEmpty()
                ? this
                : new RecordedEvents(
                        process,
                        recording,
                        dataLoss.withNotes(notes),
                        timeline,
                        machine,
                        environment,
                        failures,
                        series,
                        threads,
                        starts,
                        dumps,
                        tasks,
                        resources,
                        brokenOff,
                        agent,
                        classes);
    }

    /** The same with other failures and series. */
    public RecordedEvents with(List<Failure> otherFailures, List<RecordedSeries> otherSeries) {
        return new RecordedEvents(
                process,
                recording,
                dataLoss,
                timeline,
                machine,
                environment,
                otherFailures,
                otherSeries,
                threads,
                starts,
                dumps,
                tasks,
                resources,
                brokenOff,
                agent,
                classes);
    }

    /**
     * A thread dump as text.
     *
     * @param text as {@code jdk.ThreadDump} holds it, at most 1 MiB of it
     */
    public record Dump(Instant at, String text) {}
}
