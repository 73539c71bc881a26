package dev.epicenter.analyzer.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;

/** A recording of this very JVM with a known number of failures in each of several chunks; rotation makes small ones between. */
public final class MarkedRecording {
    private static volatile Marker latest = new Marker("first");

    private MarkedRecording() {}

    /** Thrown a known number of times in each chunk. */
    static final class Marker extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Marker(String message) {
            super(message);
        }
    }

    /** Makes one, in a temporary file that is the caller's. */
    public static Path of(int chunks, int markersInEach) throws IOException {
        Path file = Files.createTempFile("marked", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").withStackTrace();
            recording.enable("jdk.JavaErrorThrow").withStackTrace();
            recording.enable("jdk.ThreadStart");
            recording.start();
            for (int chunk = 0; chunk < chunks; chunk++) {
                for (int i = 0; i < markersInEach; i++) {
                    latest = new Marker("chunk " + chunk + " no " + i);
                }
                if (chunk < chunks - 1) {
                    try (Recording rotation = new Recording()) {
                        rotation.start();
                    }
                }
            }
            recording.dump(file);
        }
        return file;
    }

    /** How many markers were read. */
    static long markers(RecordedEvents events) {
        return events.series().stream()
                .filter(s -> s.type().equals(Marker.class.getName()))
                .mapToLong(RecordedSeries::count)
                .sum();
    }
}
