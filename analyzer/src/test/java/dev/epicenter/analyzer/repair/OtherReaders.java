package dev.epicenter.analyzer.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.jmc.JmcLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Readers of recordings that are not ours. */
public final class OtherReaders {
    private OtherReaders() {}

    /** Events by type as JMC's full load has them. */
    public static SortedMap<String, Long> jmc(Path recording) throws Exception {
        SortedMap<String, Long> counts = new TreeMap<>();
        JmcLog log = JmcLog.silence();
        try (InputStream in = Files.newInputStream(recording)) {
            IItemCollection items = JfrLoaderToolkit.loadEvents(in);
            for (IItemIterable type : items) {
                if (type.getItemCount() > 0) {
                    counts.merge(type.getType().getIdentifier(), type.getItemCount(), Long::sum);
                }
            }
        } finally {
            log.restore();
        }
        return counts;
    }

    /** Events by type as the JDK that runs the tests reads them, stacks and all. */
    public static SortedMap<String, Long> jdk(Path recording) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                assertThat(event.toString()).isNotEmpty();
                counts.merge(event.getEventType().getName(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** The different stacks of a type's events, as the JDK that runs the tests shows them. */
    public static Set<String> stacks(Path recording, String type) throws IOException {
        Set<String> stacks = new HashSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals(type) && event.getStackTrace() != null) {
                stacks.add(event.getStackTrace().getFrames().stream()
                        .map(f -> f.getMethod().getType().getName() + "."
                                + f.getMethod().getName() + ":" + f.getLineNumber())
                        .collect(Collectors.joining(" ")));
            }
        }
        return stacks;
    }

    /** What a JDK's {@code jfr} says; it has to end well. */
    public static String jfr(Path home, String... arguments) throws Exception {
        Path out = Files.createTempFile("jfr", ".txt");
        String[] command = new String[arguments.length + 1];
        command[0] = home.resolve("bin").resolve("jfr").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("jfr ends").isTrue();
            String said = Files.readString(out);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            Files.delete(out);
        }
    }
}
