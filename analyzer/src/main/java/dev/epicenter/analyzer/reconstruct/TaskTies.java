package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.jfr.LongTable;
import dev.epicenter.analyzer.reconstruct.TaskTie.Shared;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what ties stacks of different threads, once for each two series. In a storm thousands of stacks are compared with each
 * other, so names are numbered and what a stack passes through is a set of bits.
 */
final class TaskTies {
    private final FailureIndex index;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<Integer, Passed> bySeries = new HashMap<>();
    private final List<TaskTie> ties = new ArrayList<>();
    /** By a pair of series: where in {@link #ties}. */
    private final LongTable tieOf = new LongTable();

    TaskTies(FailureIndex index) {
        this.index = index;
    }

    /**
     * What a stack passes through.
     *
     * @param types    its classes, nested ones as the outer one
     * @param runners  those of them that may have run it: not those that the application called
     * @param packages packages of the runners, but for the unnamed one
     * @param lambdas  its frames of lambdas
     * @param own      its frames of the application
     * @param report   whether it was built by something that hands out a result
     */
    private record Passed(
            BitSet types, BitSet runners, BitSet packages, List<Frame> lambdas, List<Frame> own, boolean report) {}

    /** Numbers of a class, nested ones as the outer one, and of its package. */
    private record Place(int outer, int inPackage, boolean own) {}

    TaskTie of(Failure earlier, Failure later) {
        long pair = ((long) earlier.series() << 32) | later.series();
        int known = (int) tieOf.get(pair);
        if (known < 0) {
            known = ties.size();
            ties.add(tie(passed(earlier), later));
            tieOf.put(pair, known);
        }
        return ties.get(known);
    }

    private TaskTie tie(Passed task, Failure later) {
        Passed waiting = passed(later);
        return new TaskTie(mechanism(task, later), written(task, waiting), sameClass(task, waiting), waiting.report);
    }

    private Passed passed(Failure failure) {
        return bySeries.computeIfAbsent(failure.series(), s -> {
            BitSet types = new BitSet();
            BitSet runners = new BitSet();
            BitSet packages = new BitSet();
            List<Frame> lambdas = new ArrayList<>();
            List<Frame> own = new ArrayList<>();
            List<Frame> frames = failure.stack().frames();
            int called = firstOwn(frames);
            for (int i = 0; i < frames.size(); i++) {
                Frame frame = frames.get(i);
                Place place = place(frame.type());
                types.set(place.outer);
                if (i >= called) {
                    runners.set(place.outer);
                    packages.set(place.inPackage);
                }
                if (frame.method().startsWith("lambda$")) {
                    lambdas.add(frame);
                }
                if (place.own) {
                    own.add(frame);
                }
            }
            return new Passed(types, runners, packages, lambdas, own, TaskTie.report(failure));
        });
    }

    private Place place(String type) {
        Place known = places.get(type);
        if (known == null) {
            known = new Place(
                    number(outer(type)),
                    number(Names.packageOf(type)),
                    index.inApp().contains(type));
            places.put(type, known);
        }
        return known;
    }

    /** Where the application's code begins; what stands above it was called by it. */
    private int firstOwn(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (place(frames.get(i).type()).own) {
                return i;
            }
        }
        return 0;
    }

    private int number(String name) {
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private Optional<Shared> mechanism(Passed task, Failure later) {
        Optional<Frame> builder = later.stack().top();
        if (builder.isEmpty() || index.inApp().contains(builder.get().type())) {
            return Optional.empty();
        }
        String type = outer(builder.get().type());
        if (task.runners.get(number(type))) {
            return Optional.of(new Shared(
                    "same-mechanism",
                    0.45,
                    "The other was thrown in a task run by " + type + ", which reported it here"));
        }
        String place = Names.packageOf(type);
        return !place.isEmpty() && task.packages.get(number(place))
                ? Optional.of(new Shared(
                        "same-mechanism",
                        0.25,
                        "The other was thrown in a task run by classes of " + place + ", which reported it here"))
                : Optional.empty();
    }

    private static Optional<Shared> written(Passed task, Passed waiting) {
        for (Frame frame : task.lambdas.isEmpty() ? List.<Frame>of() : waiting.own) {
            String lambda = "lambda$" + frame.method() + "$";
            for (Frame of : task.lambdas) {
                if (of.method().startsWith(lambda) && of.type().equals(frame.type())) {
                    return Optional.of(new Shared(
                            "task-written-there",
                            0.5,
                            "The other was thrown in a task written in " + frame.qualifiedMethod()
                                    + ", which waited here"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Shared> sameClass(Passed task, Passed waiting) {
        for (Frame frame : waiting.own) {
            if (task.types.get(place(frame.type()).outer)) {
                return Optional.of(new Shared("same-class", 0.25, "Both pass through " + outer(frame.type())));
            }
        }
        return Optional.empty();
    }

    private static String outer(String type) {
        int nested = type.indexOf('$');
        return nested > 0 ? type.substring(0, nested) : type;
    }
}
