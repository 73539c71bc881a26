package dev.epicenter.analyzer.read;

import dev.epicenter.model.DataLoss;
import dev.epicenter.model.DataLoss.AgentCounts;
import dev.epicenter.model.DataLoss.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Says in plain sentences what the recording lacks, the most important first. */
final class LossNotes {
    private static final List<String> THROWS = List.of(ThrowSinks.EXCEPTION_THROW, ThrowSinks.ERROR_THROW);

    private final List<String> notes = new ArrayList<>();

    private LossNotes() {}

    static DataLoss describe(ProcessTally all, long kept) {
        SettingsTally settings = all.settings;
        boolean agent = all.agent.ran();
        // The agent records throwables itself.
        List<String> disabled = settings.disabled().stream()
                .filter(type -> !agent || !THROWS.contains(type))
                .toList();
        OptionalLong thrown = all.thrown.thrown();
        long recorded = all.failures.total();
        boolean shutdownSeen = all.shutdown().isPresent();
        LossNotes n = new LossNotes();
        n.switchedOff(disabled);
        all.agent.counts().ifPresent(n::agent);
        if (!agent) {
            n.notRecorded(disabled, thrown, recorded, settings.throttle());
        }
        n.damaged(all.damage);
        n.lost(all.lostBytes);
        n.cut(all, recorded);
        if (!shutdownSeen) {
            n.notes.add(
                    "The recording ends without the JVM's shutdown: it was cut off, dumped while running, or killed.");
        }
        n.folded(recorded - kept, all);
        return new DataLoss(
                thrown,
                recorded,
                all.thrown.intervals(),
                disabled,
                settings.throttle(),
                all.lostBytes,
                all.deepestCut,
                all.truncatedStacks,
                all.stacklessFailures,
                recorded - kept,
                all.damage,
                shutdownSeen,
                n.notes,
                all.agent.counts());
    }

    private void switchedOff(List<String> disabled) {
        if (disabled.contains(ThrowSinks.EXCEPTION_THROW)) {
            notes.add("The exception event was switched off: failures other than Errors are not in the recording;"
                    + " record with -XX:StartFlightRecording:settings=default,jdk.JavaExceptionThrow#enabled=true");
        }
        List<String> others = disabled.stream()
                .filter(type -> !type.equals(ThrowSinks.EXCEPTION_THROW))
                .toList();
        if (!others.isEmpty()) {
            notes.add("Switched off while recording: " + String.join(", ", others) + ".");
        }
    }

    private void notRecorded(List<String> disabled, OptionalLong thrown, long recorded, String throttle) {
        if (disabled.contains(ThrowSinks.EXCEPTION_THROW)) {
            if (thrown.orElse(0) > recorded) {
                notes.add(format(
                        "The JVM counted %,d thrown exceptions, %,d were recorded.", thrown.getAsLong(), recorded));
            }
        } else if (thrown.isPresent() && recorded < thrown.getAsLong() * 0.98) {
            notes.add(format(
                    "Only %.1f %% of %,d thrown exceptions were recorded%s.",
                    100.0 * recorded / thrown.getAsLong(),
                    thrown.getAsLong(),
                    throttle.isEmpty() ? "" : " (the recorder's throttle is " + throttle + ")"));
        }
    }

    private void agent(AgentCounts counts) {
        if (counts.recorded() < counts.constructed()) {
            notes.add(format(
                    "The agent counted %,d throwables, and recorded %,d of them one by one: of each kind the first ones, then"
                            + " some a second.",
                    counts.constructed(), counts.recorded()));
        }
        if (counts.handledRecorded() < counts.handled()) {
            notes.add(format(
                    "The agent counted %,d times that a catch block received something, and recorded %,d of them.",
                    counts.handled(), counts.handledRecorded()));
        }
        if (counts.faults() > 0) {
            notes.add(format("The agent had %,d faults of its own.", counts.faults()));
        }
        if (!counts.disabledParts().isEmpty()) {
            notes.add("The agent did not record: " + String.join(", ", counts.disabledParts()) + ".");
        }
        if (counts.skippedClasses() > 0) {
            notes.add(format("The catch blocks of %,d classes could not be watched.", counts.skippedClasses()));
        }
    }

    private void damaged(List<Damage> damage) {
        if (damage.size() > 3) {
            Damage first = damage.get(0);
            notes.add(damage.size() + " parts of the input could not be read, the first in " + first.source() + ": "
                    + first.what() + ".");
        } else {
            damage.forEach(d -> notes.add(format("In %s at byte %,d: %s.", d.source(), d.offset(), d.what())));
        }
    }

    private void lost(long bytes) {
        if (bytes > 0) {
            notes.add(
                    format("The recorder lost %,d bytes of events since its buffers were full (jdk.DataLoss).", bytes));
        }
    }

    private void cut(ProcessTally all, long recorded) {
        if (all.stacklessFailures > 0) {
            notes.add(format(
                    "%,d of %,d failures were recorded without a stack%s.",
                    all.stacklessFailures,
                    recorded,
                    all.settings.stackless() ? " (jdk.JavaExceptionThrow#stackTrace=false)" : ""));
        }
        if (all.truncatedStacks > 0) {
            notes.add(format(
                    "%,d of %,d failures have a stack cut at %d frames, the outer frames are missing:"
                            + " record with -XX:FlightRecorderOptions:stackdepth=256",
                    all.truncatedStacks, recorded, all.deepestCut));
        }
    }

    private void folded(long folded, ProcessTally all) {
        if (folded > 0) {
            notes.add(format(
                    "%,d failures equal to others were counted and not kept one by one: the first and the latest of each"
                            + " kind are.",
                    folded));
        }
        if (all.agent.droppedTasks() > 0) {
            notes.add(format(
                    "%,d events about tasks were left out since there were too many.", all.agent.droppedTasks()));
        }
        if (all.threads.dropped() > 0) {
            notes.add(format("%,d ended threads are not listed since there were too many.", all.threads.dropped()));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
