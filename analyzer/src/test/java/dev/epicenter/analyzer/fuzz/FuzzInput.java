package dev.epicenter.analyzer.fuzz;

/** What is tried. */
public interface FuzzInput {
    /** What it was made of. */
    String name();

    /** What is written to a file. */
    byte[] bytes();
}
