package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The recordings of others that the tests read, and JMC's own reading of them. */
final class Recordings {
    private Recordings() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Recordings.class.getResource("/recordings/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.list(file("README.md").resolveSibling(""))) {
            return files.filter(f -> f.toString().endsWith(".jfr")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads recordings of one JVM. */
    static RecordedEvents read(Path... inputs) throws UnreadableRecordingException {
        List<RecordedEvents> processes = RecordingReader.read(List.of(inputs), ReadProgress.NONE);
        assertThat(processes).as("processes").hasSize(1);
        return processes.get(0);
    }
}
