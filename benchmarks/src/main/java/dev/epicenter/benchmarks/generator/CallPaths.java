package dev.epicenter.benchmarks.generator;

import com.acme.backend.Chore;
import com.acme.runtime.HandOver;
import com.acme.runtime.Recovery;
import com.acme.runtime.Step;
import com.acme.shop.Customers;
import com.acme.shop.Fault;
import com.acme.shop.Filters;
import com.acme.shop.Inventory;
import com.acme.shop.Orders;
import com.acme.shop.Payments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The application's call paths, the same in every run, with weights as Zipf's law has them: few hot, most rare. */
final class CallPaths {
    private static final int PATHS = 2000;
    private static final int SEED = 42;
    private static final int MIN_STEPS = 1;
    private static final int MAX_STEPS = 17;
    private static final int MAX_HANDLERS = 3;

    private static final List<Step> PLAIN_STEPS = Stream.of(
                    Orders.STEPS, Payments.STEPS, Inventory.STEPS, Customers.STEPS, Filters.STEPS)
            .flatMap(List::stream)
            .toList();
    private static final List<Step> HANDLERS = List.of(
            Recovery::translate,
            Recovery::rewrap,
            Recovery::loseCause,
            Recovery::retry,
            Recovery::swallow,
            Recovery::closeBadly);
    private static final List<Step> HAND_OVERS = List.of(HandOver::complete, HandOver::submit);

    private final List<CallPath> paths;
    /** Up to and including each path, the last one is 1. */
    private final double[] cumulativeWeights;

    private CallPaths(List<CallPath> paths) {
        this.paths = paths;
        this.cumulativeWeights = cumulativeZipf(paths.size());
    }

    static CallPaths create() {
        Random random = new Random(SEED);
        return new CallPaths(Stream.generate(() -> path(random)).limit(PATHS).toList());
    }

    /** A path, hot ones more often than rare ones. */
    CallPath pick(RandomGenerator random) {
        int index = Arrays.binarySearch(cumulativeWeights, random.nextDouble());
        return paths.get(Math.min(index < 0 ? -index - 1 : index, paths.size() - 1));
    }

    private static CallPath path(Random random) {
        List<Step> steps = new ArrayList<>();
        int count = MIN_STEPS + random.nextInt(MAX_STEPS - MIN_STEPS + 1);
        for (int i = 0; i < count; i++) {
            steps.add(any(PLAIN_STEPS, random));
        }
        for (int handlers = random.nextInt(MAX_HANDLERS + 1); handlers > 0; handlers--) {
            insert(any(HANDLERS, random), steps, random);
        }
        if (random.nextInt(4) == 0) {
            insert(any(HAND_OVERS, random), steps, random);
        }
        return new CallPath(steps, any(List.of(Chore.values()), random), any(List.of(Fault.values()), random));
    }

    private static void insert(Step step, List<Step> steps, Random random) {
        steps.add(random.nextInt(steps.size() + 1), step);
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static double[] cumulativeZipf(int count) {
        double[] weights = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            weights[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
