package dev.epicenter.analyzer.repair;

import dev.epicenter.analyzer.jmc.JmcOpens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The readers that a written chunk has to satisfy, asked before anybody relies on it. */
final class ForeignReaders {
    /** Events of each type that are looked at closely. */
    private static final int SHOWN = 500;

    private ForeignReaders() {}

    /** Why JMC, the only one of them that knows format 0, does not read a recording; empty when it does. */
    static String complaintOfJmc(InputStream recording) throws IOException {
        String complaint = JmcOpens.complaint(recording);
        return complaint.isEmpty() ? "" : "JMC: " + complaint;
    }

    /** Why one of them does not read a recording of one chunk; empty when all do. */
    static String complaint(Path chunk) throws IOException {
        try (InputStream in = Files.newInputStream(chunk)) {
            String jmc = complaintOfJmc(in);
            if (!jmc.isEmpty()) {
                return jmc;
            }
        }
        try (RecordingFile file = new RecordingFile(chunk)) {
            Map<String, Integer> seen = new HashMap<>();
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (seen.merge(event.getEventType().getName(), 1, Integer::sum) <= SHOWN) {
                    var unused = event.toString(); // all that it refers to is looked at
                }
            }
            return "";
        } catch (IOException | RuntimeException e) {
            return "JDK: " + e;
        }
    }
}
