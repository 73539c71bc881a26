package dev.epicenter.analyzer.crash;

import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.CrashLog;
import java.util.List;

/**
 * What is known of one process.
 *
 * @param events  its recording
 * @param crashes its fatal error logs; with the first process also those that are of no recorded process
 */
public record JoinedProcess(RecordedEvents events, List<CrashLog> crashes) {
    public JoinedProcess {
        crashes = List.copyOf(crashes);
    }
}
