package dev.epicenter.cli;

import dev.epicenter.analyzer.read.ReadProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows on a terminal how far reading has come, if it takes long, and leaves no trace. */
final class ProgressBar implements ReadProgress, AutoCloseable {
    private static final long SHOW_AFTER_NANOS = 500_000_000L;
    private static final long REDRAW_EVERY_NANOS = 100_000_000L;
    private static final int CELLS = 30;

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private long nextDraw;
    private boolean drawn;

    /**
     * @param err      a terminal
     * @param nanoTime a clock such as {@link System#nanoTime()}
     */
    ProgressBar(PrintWriter err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.nextDraw = nanoTime.getAsLong() + SHOW_AFTER_NANOS;
    }

    @Override
    public void at(long bytesDone, long bytesTotal) {
        long now = nanoTime.getAsLong();
        if (now - nextDraw < 0) {
            return;
        }
        nextDraw = now + REDRAW_EVERY_NANOS;
        drawn = true;
        err.print("\r" + line(bytesDone, bytesTotal));
        err.flush();
    }

    private static String line(long bytesDone, long bytesTotal) {
        double done = bytesDone / 1e6;
        if (bytesTotal <= 0) {
            return String.format(Locale.ROOT, "Reading %.0f MB", done);
        }
        double share = Math.min(1, (double) bytesDone / bytesTotal);
        int full = (int) (share * CELLS);
        String bar = "#".repeat(full) + ".".repeat(CELLS - full);
        return String.format(Locale.ROOT, "Reading [%s] %3.0f %% of %.0f MB", bar, share * 100, bytesTotal / 1e6);
    }

    /** Wipes the bar. */
    @Override
    public void close() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
