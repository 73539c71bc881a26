package dev.epicenter.analyzer.crash;

/** Reads one part of the log. The order of the parts differs between releases, and any may be missing. */
interface Section {
    /** Whether a line is the first of this part; if so it has been taken. */
    boolean begins(String line);

    /** The lines after the first, up to that of another part. */
    void line(String line);
}
