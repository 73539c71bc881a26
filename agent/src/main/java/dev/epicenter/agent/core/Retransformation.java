package dev.epicenter.agent.core;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;

/**
 * Has loaded classes transformed again, in batches, since each batch stops all threads once. A class that cannot be (an optional
 * dependency is missing) fails its batch: then each half is tried.
 */
final class Retransformation {
    private static final int BATCH = 100;

    private final Instrumentation instrumentation;
    private int done;
    private int skipped;
    private long longestNanos;
    private long nanos;

    Retransformation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    void run(List<Class<?>> classes) {
        for (int from = 0; from < classes.size(); from += BATCH) {
            batch(classes.subList(from, Math.min(from + BATCH, classes.size())));
        }
    }

    private void batch(List<Class<?>> classes) {
        long from = System.nanoTime();
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
            done += classes.size();
            long took = System.nanoTime() - from;
            nanos += took;
            longestNanos = Math.max(longestNanos, took);
        } catch (UnmodifiableClassException | LinkageError | InternalError | RuntimeException e) {
            // InternalError: how JVMTI's "invalid class" comes out, which is what a class that cannot be linked gets.
            if (classes.size() == 1) {
                skipped++;
                AgentTransformer.skipped(classes.get(0).getName(), e);
            } else {
                batch(classes.subList(0, classes.size() / 2));
                batch(classes.subList(classes.size() / 2, classes.size()));
            }
        }
    }

    /** How much was done, in words. */
    String summary() {
        return done + " loaded classes transformed in " + nanos / 1_000_000 + " ms, the longest batch took "
                + longestNanos / 1_000_000 + " ms; " + skipped + " could not be";
    }
}
