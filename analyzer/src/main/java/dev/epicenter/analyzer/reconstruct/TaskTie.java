package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import java.util.List;
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

    static TaskTie of(FailureIndex index, Failure earlier, Failure later) {
        List<Frame> waiting = later.stack().frames().stream()
                .filter(f -> index.inApp().contains(f.type()))
                .toList();
        return new TaskTie(
                mechanism(index, earlier, later),
                written(waiting, earlier),
                sameClass(waiting, earlier),
                report(later));
    }

    /** Whether anything ties them at all. */
    boolean any() {
        return mechanism.isPresent() || written.isPresent() || sameClass.isPresent();
    }

    /** Whether it was built by something that hands out a result. */
    static boolean report(Failure later) {
        return later.stack().frames().stream().limit(REPORTER).anyMatch(f -> RESULT.matcher(Names.simple(f.type()))
                .find());
    }

    private static Optional<Shared> mechanism(FailureIndex index, Failure earlier, Failure later) {
        Optional<Frame> builder = later.stack().top();
        if (builder.isEmpty() || index.inApp().contains(builder.get().type())) {
            return Optional.empty();
        }
        String type = outer(builder.get().type());
        String place = Names.packageOf(type);
        List<Frame> task = earlier.stack().frames();
        if (task.stream().anyMatch(f -> outer(f.type()).equals(type))) {
            return Optional.of(new Shared(
                    "same-mechanism",
                    0.45,
                    "The other was thrown in a task run by " + type + ", which reported it here"));
        }
        boolean samePackage = !place.isEmpty()
                && task.stream().anyMatch(f -> Names.packageOf(f.type()).equals(place));
        return samePackage
                ? Optional.of(new Shared(
                        "same-mechanism",
                        0.25,
                        "The other was thrown in a task run by classes of " + place + ", which reported it here"))
                : Optional.empty();
    }

    private static Optional<Shared> written(List<Frame> waiting, Failure earlier) {
        for (Frame frame : waiting) {
            String lambda = "lambda$" + frame.method() + "$";
            boolean own = earlier.stack().frames().stream()
                    .anyMatch(f -> f.method().startsWith(lambda) && f.type().equals(frame.type()));
            if (own) {
                return Optional.of(new Shared(
                        "task-written-there",
                        0.5,
                        "The other was thrown in a task written in " + frame.qualifiedMethod()
                                + ", which waited here"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Shared> sameClass(List<Frame> waiting, Failure earlier) {
        return waiting.stream()
                .map(f -> outer(f.type()))
                .filter(type -> earlier.stack().frames().stream()
                        .anyMatch(f -> outer(f.type()).equals(type)))
                .findFirst()
                .map(type -> new Shared("same-class", 0.25, "Both pass through " + type));
    }

    private static String outer(String type) {
        int nested = type.indexOf('$');
        return nested > 0 ? type.substring(0, nested) : type;
    }
}
