package dev.epicenter.rules.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Cuts counts over time into stretches of constant rate: Bayesian Blocks for binned events (Scargle, Norris, Jackson and Chiang,
 * "Studies in astronomical time series analysis VI", Astrophysical Journal 764:167, 2013). Finds the partition that maximises
 * the sum of N ln(N / T) less a prior for each block; exact, by dynamic programming, n² for n buckets.
 */
public final class Blocks {
    /** Chance that a change is found where there is none, as the paper calibrates its prior for it. */
    private static final double FALSE_POSITIVE = 0.01;

    private Blocks() {}

    /**
     * A stretch of constant rate.
     *
     * @param from  its first bucket
     * @param to    the bucket behind its last
     * @param count sum of its counts
     */
    public record Block(int from, int to, long count) {
        /** Mean count of a bucket. */
        public double mean() {
            return (double) count / (to - from);
        }
    }

    /** The stretches in time order; one when nothing changes. */
    public static List<Block> of(long[] counts) {
        int n = counts.length;
        if (n == 0) {
            return List.of();
        }
        long[] sum = new long[n + 1];
        for (int i = 0; i < n; i++) {
            sum[i + 1] = sum[i] + counts[i];
        }
        double prior = 4 - Math.log(73.53 * FALSE_POSITIVE * Math.pow(n, -0.478));
        double[] best = new double[n + 1];
        int[] cut = new int[n + 1];
        for (int end = 1; end <= n; end++) {
            best[end] = Double.NEGATIVE_INFINITY;
            for (int start = 0; start < end; start++) {
                double value = best[start] + fitness(sum[end] - sum[start], end - start) - prior;
                if (value > best[end]) {
                    best[end] = value;
                    cut[end] = start;
                }
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int end = n; end > 0; end = cut[end]) {
            blocks.add(new Block(cut[end], end, sum[end] - sum[cut[end]]));
        }
        Collections.reverse(blocks);
        return blocks;
    }

    /**
     * Where a stretch that is made of two rates was cut.
     *
     * @param from first bucket of the first
     * @param to   the bucket behind the last of the second
     * @return first buckets of the second, with 95% of the probability
     */
    public static Credible cut(long[] counts, int from, int to) {
        double[] likelihood = new double[to];
        Arrays.fill(likelihood, Double.NEGATIVE_INFINITY);
        long all = Arrays.stream(counts, from, to).sum();
        long before = 0;
        for (int cut = from + 1; cut < to; cut++) {
            before += counts[cut - 1];
            likelihood[cut] = fitness(before, cut - from) + fitness(all - before, to - cut);
        }
        return Credible.of(likelihood);
    }

    private static double fitness(long count, int width) {
        return count == 0 ? 0 : count * Math.log((double) count / width);
    }
}
