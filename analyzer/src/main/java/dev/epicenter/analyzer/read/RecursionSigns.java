package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds sampled stacks that go round in a circle down to the recorder's depth, and counts them by circle. */
final class RecursionSigns {
    private static final int UNSOUGHT = 0;
    private static final int NONE = 1;
    private static final int FIRST = 2;

    /** Methods of a circle at most. A judgement: serialisers with a dozen layers have been seen. */
    static final int LONGEST = 16;
    /** Rounds that a stack must hold. A judgement: trees are seldom so deep. */
    static final int ROUNDS = 3;

    private final ChunkScope scope;
    private final Frames frames = new Frames();
    private final Map<List<Frame>, Integer> numbers = new HashMap<>();
    private final List<Circle> circles = new ArrayList<>();
    private final Map<Key, Circle> threads = new HashMap<>();
    private int[] circleOfStack = new int[256];

    private record Key(int thread, int circle) {}

    /**
     * A thread that was seen in a circle; times in nanoseconds since the epoch.
     *
     * @param thread by its number in the chunk
     * @param frame  the circle's first method that is not the JDK's, else its first
     */
    record Deep(int thread, Frame frame, long first, long last, long samples) {}

    /** A circle; times in nanoseconds since the epoch. */
    static final class Circle {
        final List<Frame> cycle;
        long samples;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;

        Circle(List<Frame> cycle) {
            this.cycle = cycle;
        }

        void add(long some, long from, long to) {
            samples += some;
            first = Math.min(first, from);
            last = Math.max(last, to);
        }
    }

    RecursionSigns(ChunkScope scope) {
        this.scope = scope;
    }

    /** A sample of a thread with a stack. */
    void passes(int thread, int stack, long at) {
        if (stack < 0) {
            return;
        }
        if (stack >= circleOfStack.length) {
            circleOfStack = Arrays.copyOf(circleOfStack, Math.max(stack + 1, circleOfStack.length * 2));
        }
        if (circleOfStack[stack] == UNSOUGHT) {
            circleOfStack[stack] = seek(stack);
        }
        if (circleOfStack[stack] >= FIRST) {
            int number = circleOfStack[stack] - FIRST;
            Circle circle = circles.get(number);
            circle.add(1, at, at);
            if (thread >= 0) {
                threads.computeIfAbsent(new Key(thread, number), k -> new Circle(circle.cycle))
                        .add(1, at, at);
            }
        }
    }

    private int seek(int stack) {
        Dictionary dictionary = scope.dictionary;
        dictionary.frames(stack, frames);
        if (!frames.truncated()) {
            return NONE;
        }
        int length = length();
        if (length == 0) {
            return NONE;
        }
        List<Frame> cycle = new ArrayList<>();
        for (int i = frames.size() - length; i < frames.size(); i++) {
            cycle.add(scope.stacks.frame(dictionary.method(frames.method(i)), 0));
        }
        List<Frame> named = canonical(cycle);
        return numbers.computeIfAbsent(named, c -> {
            circles.add(new Circle(c));
            return circles.size() - 1 + FIRST;
        });
    }

    /** Of the shortest circle that the outer part of the stack consists of, 0 when there is none. */
    private int length() {
        int end = frames.size();
        for (int length = 1; length <= LONGEST && length * ROUNDS <= end; length++) {
            int same = 0;
            while (same + length < end && frames.method(end - 1 - same) == frames.method(end - 1 - same - length)) {
                same++;
            }
            if (same + length >= Math.max(length * ROUNDS, end / 2)) {
                return length;
            }
        }
        return 0;
    }

    /** The same circle begins at the same method wherever the stack was cut. */
    private static List<Frame> canonical(List<Frame> cycle) {
        int first = 0;
        for (int i = 1; i < cycle.size(); i++) {
            if (cycle.get(i).qualifiedMethod().compareTo(cycle.get(first).qualifiedMethod()) < 0) {
                first = i;
            }
        }
        List<Frame> turned = new ArrayList<>(cycle.subList(first, cycle.size()));
        turned.addAll(cycle.subList(0, first));
        return turned;
    }

    /** Who went round in them. */
    List<Deep> threads() {
        List<Deep> all = new ArrayList<>();
        threads.forEach((key, c) -> all.add(new Deep(key.thread(), shown(c.cycle), c.first, c.last, c.samples)));
        return all;
    }

    private static Frame shown(List<Frame> cycle) {
        return cycle.stream()
                .filter(f -> !f.type().startsWith("java.") && !f.type().startsWith("jdk."))
                .findFirst()
                .orElse(cycle.get(0));
    }

    List<Circle> all() {
        return circles;
    }
}
