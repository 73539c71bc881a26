package dev.epicenter.analyzer.crash;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.MainClass;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.read.Resources;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Environment;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What takes the place of a recording where there is none. */
public final class CrashOnly {
    private CrashOnly() {}

    /**
     * No events; who ran and when is the first log's.
     *
     * @param logs    not empty
     * @param damage  why there is no recording, where one was given
     * @param asides  what else the user should know of the input
     */
    public static RecordedEvents events(List<CrashLog> logs, List<DataLoss.Damage> damage, List<String> asides) {
        CrashLog log = logs.get(0);
        Instant end = log.at().orElse(Instant.EPOCH);
        Recording recording = new Recording(
                logs.stream().map(CrashLog::source).toList(),
                log.vm().jvm(),
                log.vm().javaVersion(),
                log.vm().mainClass(),
                log.vm().arguments(),
                log.pid(),
                log.started().orElse(end),
                end,
                0,
                new TreeMap<>(),
                InAppCode.UNKNOWN);
        JvmProcess process = new JvmProcess(
                0,
                MainClass.shortName(recording.mainClass()).orElse("JVM"),
                recording.sources(),
                recording.jvm(),
                recording.javaVersion(),
                recording.mainClass(),
                recording.pid(),
                recording.start(),
                recording.end(),
                false,
                ClockOffset.REFERENCE);
        return new RecordedEvents(
                process,
                recording,
                loss(logs, damage, asides),
                new Timeline(List.of(), 0, Duration.ZERO, List.of(), 0, Optional.empty()),
                Machine.UNKNOWN,
                Environment.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Resources.NONE,
                false,
                AgentRecord.NONE,
                Map.of());
    }

    private static DataLoss loss(List<CrashLog> logs, List<DataLoss.Damage> damage, List<String> asides) {
        List<String> notes = new ArrayList<>();
        notes.add("There is no flight recording: what led to the crash is known from the log's last events alone.");
        logs.stream()
                .flatMap(l -> l.files().stream())
                .filter(f -> f.endsWith(".jfr"))
                .findFirst()
                .ifPresent(f -> notes.add("The JVM wrote a recording when it crashed: give " + f + " too."));
        damage.forEach(d -> notes.add("In " + d.source() + ": " + d.what() + "."));
        notes.addAll(asides);
        return new DataLoss(OptionalLong.empty(), 0, List.of(), List.of(), "", 0, 0, 0, 0, 0, damage, false, notes);
    }
}
