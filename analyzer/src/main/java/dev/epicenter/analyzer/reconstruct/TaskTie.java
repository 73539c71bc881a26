package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Names;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What two stacks of different threads tell of a task that one ran and the other waited for; the same for all failures of the
 * same two series.
 *
 * @param mechanism where the class that built the later one also ran the earlier one, such as {@code FutureTask.report} and
 *                  {@code FutureTask.run}
 * @param written   where the code that waits wrote the task: its lambda
 * @param sameClass an application's class on both stacks
 * @param report    whether the later one was built by something that hands out a result
 */
record TaskTie(Optional<Shared> mechanism, Optional<Shared> written, Optional<Shared> sameClass, boolean report) {
    /** One such sign. */
    record Shared(String name, double weight, String text) {}

    /** Names of what hands out a result, in every library. */
    private static final Pattern RESULT = Pattern.compile(
            "Future|Promise|Task|Deferred|Complet|Await|Blocking|Join|Mono|Flux|Single|Uni|Coroutine|Latch|Exchange");

    /** Frames next to the constructor in which the reporter shows. */
    private static final int REPORTER = 3;

    /** Whether anything ties them at all. */
    boolean any() {
        return mechanism.isPresent() || written.isPresent() || sameClass.isPresent();
    }

    /** Whether it was built by something that hands out a result. */
    static boolean report(Failure later) {
        return later.stack().frames().stream().limit(REPORTER).anyMatch(f -> RESULT.matcher(Names.simple(f.type()))
                .find());
    }
}
