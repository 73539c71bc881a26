package dev.epicenter.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** What a person sees while a JVM is recorded. */
final class SessionOutput {
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean quiet;
    private boolean drawn;

    SessionOutput(PrintWriter err, boolean terminal, boolean quiet) {
        this.err = err;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** A line that stays. */
    void say(String line) {
        if (!quiet) {
            wipe();
            err.println(OneLine.of(line));
            err.flush();
        }
    }

    /** A line that the next one takes the place of; on terminals only. */
    void progress(Duration passed, Optional<Duration> of, long failures) {
        if (terminal && !quiet) {
            drawn = true;
            err.print("\rRecording: " + passed.toSeconds() + " s"
                    + of.map(end -> " of " + end.toSeconds() + " s").orElse("") + ", " + failures
                    + (failures == 1 ? " failure" : " failures") + "; Ctrl-C ends it and writes the report");
            err.flush();
        }
    }

    private void wipe() {
        if (drawn) {
            drawn = false;
            err.print("\r\u001b[K");
        }
    }
}
