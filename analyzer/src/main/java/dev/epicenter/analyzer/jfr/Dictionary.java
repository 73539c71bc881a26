package dev.epicenter.analyzer.jfr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a chunk's events refer to, by numbers that count from 0 within the chunk. */
public interface Dictionary {
    /** A thread. */
    ThreadInfo thread(int number);

    /** Whether all that is referred to is there, as far as is known; else names are missing because they are lost. */
    boolean isComplete();

    /**
     * Binary name of a class, empty when it is not recorded. Of a class whose name is lost it is {@code unknown class} and a
     * number that tells it from others.
     */
    String className(int number);

    /** A method. */
    MethodInfo method(int number);

    /**
     * The frames of a stack.
     *
     * @param into for the result
     */
    void frames(int stack, Frames into);

    /** Where the classes came from that were asked for so far, by name; of a class that came from two places nothing is known. */
    Map<String, ClassOrigin> origins();

    /** How many threads have a number so far. */
    int threads();

    /** The text at a place that {@link Event#textPlace} gave; null when there is none. */
    @Nullable
    String textAt(long place);
}
