package dev.epicenter.cli;

import dev.epicenter.analyzer.read.UnreadableRecordingException;
import dev.epicenter.cli.attach.AttachException;
import dev.epicenter.cli.attach.LiveRecording;
import dev.epicenter.cli.attach.RunningJvm;
import dev.epicenter.cli.attach.Watch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * From the start of a recording in a JVM to its end, whatever ends it: time, a failure, the JVM, or the user, who gets a report for what there is
 * then.
 */
final class AttachSession {
    /** What follows a failure belongs to it. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private static final long TICK_MILLIS = 200;
    private static final int WARNS_FROM = 21;

    private final RunningJvm jvm;
    private final boolean agent;
    private final Optional<Duration> most;
    private final boolean untilFailure;
    private final Optional<Pattern> awaited;
    private final Map<String, String> environment;
    private final SessionOutput output;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    AttachSession(
            RunningJvm jvm,
            boolean agent,
            Optional<Duration> most,
            boolean untilFailure,
            Optional<Pattern> awaited,
            Map<String, String> environment,
            SessionOutput output) {
        this.jvm = jvm;
        this.agent = agent;
        this.most = most;
        this.untilFailure = untilFailure;
        this.awaited = awaited;
        this.environment = environment;
        this.output = output;
    }

    /**
     * What was recorded.
     *
     * @param path a file, or the folder that a killed JVM left behind
     */
    record Recorded(Path path) {
        void copyTo(OutputStream out) throws IOException {
            if (Files.isDirectory(path)) {
                throw new IOException("the JVM was killed and left only its repository: " + path);
            }
            Files.copy(path, out);
        }
    }

    /** What is done with it. */
    interface Then {
        int with(Recorded recorded) throws UnreadableRecordingException, UnwritableOutputException;
    }

    /**
     * Records, and hands on what was recorded.
     *
     * @return the exit code
     */
    int run(Then then) throws AttachException, UnreadableRecordingException, UnwritableOutputException {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(done), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return record(then);
        } finally {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It runs: that is what it was for.
            }
        }
    }

    /** Ctrl-C: the JVM must not end before the report is written, which the main thread does now. */
    private void interrupt(CountDownLatch done) {
        interrupted.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int record(Then then) throws AttachException, UnreadableRecordingException, UnwritableOutputException {
        Instant started = Instant.now();
        try (LiveRecording recording = LiveRecording.start(jvm, agent, environment)) {
            Optional<Path> repository = recording.repository();
            if (agent && recording.feature() >= WARNS_FROM) {
                output.say("Java " + recording.feature()
                        + " warns on that JVM's standard error that an agent was loaded; -XX:+EnableDynamicAgentLoading "
                        + "in its command line silences that");
            }
            output.say("Recording " + jvm + (agent ? "" : " (without the agent)"));
            String why = await(started, repository);
            boolean alive = isAlive();
            output.say(why + (alive ? "; " + recording.end() : ""));
            Recorded recorded = new Recorded(recording
                    .recorded()
                    .or(() -> repository.filter(Files::isDirectory))
                    .orElseThrow(LiveRecording::nothing));
            return then.with(recorded);
        }
    }

    /** Waits for the end; why it came. */
    private String await(Instant started, Optional<Path> repository) throws AttachException {
        if (repository.isEmpty() && untilFailure) {
            throw LiveRecording.unreadable();
        }
        Watch watch = repository.isPresent() ? new Watch(repository.get(), started, agent, awaited) : null;
        try {
            while (true) {
                Duration passed = Duration.between(started, Instant.now());
                output.progress(passed, most, watch == null ? 0 : watch.failures());
                Optional<String> seen = untilFailure && watch != null ? watch.seen() : Optional.empty();
                if (seen.isPresent()) {
                    interrupted.await(AFTERMATH.toMillis(), TimeUnit.MILLISECONDS);
                    return seen.get();
                }
                if (most.isPresent() && passed.compareTo(most.get()) >= 0) {
                    return "Recorded for " + passed.toSeconds() + " s";
                }
                if (!isAlive()) {
                    return "The JVM has ended";
                }
                if (interrupted.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return "Ended by you";
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Ended by you";
        } finally {
            if (watch != null) {
                watch.close();
            }
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(jvm.pid()).map(ProcessHandle::isAlive).orElse(false);
    }
}
