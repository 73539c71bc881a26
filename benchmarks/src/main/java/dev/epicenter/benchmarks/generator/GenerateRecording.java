package dev.epicenter.benchmarks.generator;

import com.acme.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Locale;

/** Runs the application until its recording has the wanted size; the script {@code generate} starts it. */
public final class GenerateRecording {
    private static final long BYTES_PER_MB = 1_000_000;
    private static final int POLL_MILLIS = 20;
    private static final long SMALL = 10 * BYTES_PER_MB;
    private static final int PAUSE_MILLIS_IF_SMALL = 20;

    private GenerateRecording() {}

    /**
     * Makes one recording.
     *
     * @param args storm or mixed, megabytes (millions of bytes), this JVM's repository, the file to write
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: GenerateRecording storm|mixed MEGABYTES REPOSITORY FILE");
            System.exit(2);
        }
        Profile profile = Profile.valueOf(args[0].toUpperCase(Locale.ROOT));
        long bytes = Long.parseLong(args[1]) * BYTES_PER_MB;
        Path file = Path.of(args[3]);
        Needle needle = generate(profile, bytes, Path.of(args[2]), file);
        needle.write(Path.of(file.toString().replaceFirst("\\.jfr$", "") + ".needle.properties"));
    }

    private static Needle generate(Profile profile, long bytes, Path repository, Path file)
            throws IOException, ParseException, InterruptedException {
        try (Backends backends = new Backends(repository);
                SizedRecording recording = new SizedRecording(profile, repository)) {
            // At full speed the JVM holds back several megabytes for a second: too coarse for a small recording.
            Workload workload = new Workload(profile, backends, bytes < SMALL ? PAUSE_MILLIS_IF_SMALL : 0);
            workload.start();
            await(recording, bytes / 2);
            Needle needle = Needle.plant();
            await(recording, bytes);
            workload.stop();
            recording.dump(file);
            return needle;
        }
    }

    private static void await(SizedRecording recording, long bytes) throws IOException, InterruptedException {
        while (recording.bytes() < bytes) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
