package dev.epicenter.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells how long each step took. */
final class Stopwatch {
    private final PrintWriter to;
    private long last = System.nanoTime();

    Stopwatch(PrintWriter to) {
        this.to = to;
    }

    /** Says how long the step took that is now over. */
    void lap(String step) {
        long now = System.nanoTime();
        to.println(String.format(Locale.ROOT, "%s in %.2f s", step, (now - last) / 1e9));
        last = now;
    }
}
