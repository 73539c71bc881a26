package dev.epicenter.rules.facts;

import java.util.stream.IntStream;

/**
 * Where something lies, by how likely the data are for each place: all places being as likely beforehand, the fewest most likely ones that
 * together have 95% of the probability.
 *
 * @param from first of them
 * @param to   last of them
 */
public record Credible(int from, int to) {
    private static final double MASS = 0.95;

    /**
     * The interval of places.
     *
     * @param likelihood logarithm of it by place, not empty; negative infinity for a place that is ruled out
     */
    public static Credible of(double[] likelihood) {
        double best = IntStream.range(0, likelihood.length)
                .mapToDouble(i -> likelihood[i])
                .max()
                .orElseThrow();
        double[] weights = new double[likelihood.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(likelihood[i] - best);
            sum += weights[i];
        }
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) -> Double.compare(weights[b], weights[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = order[0];
        int to = order[0];
        double mass = 0;
        for (int place : order) {
            if (mass >= MASS * sum) {
                break;
            }
            mass += weights[place];
            from = Math.min(from, place);
            to = Math.max(to, place);
        }
        return new Credible(from, to);
    }
}
