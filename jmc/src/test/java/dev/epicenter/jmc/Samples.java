package dev.epicenter.jmc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** The shipped recordings, as JMC loads them. */
final class Samples {
    private static final Path RECORDINGS = Path.of("../samples/recordings");

    private Samples() {}

    static List<Path> all() {
        try (var files = Files.list(RECORDINGS)) {
            return files.filter(f -> f.toString().endsWith(".jfr")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return RECORDINGS.resolve(name + ".jfr");
    }

    static IItemCollection load(Path file) {
        try {
            return JfrLoaderToolkit.loadEvents(file.toFile());
        } catch (IOException | CouldNotLoadRecordingException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
