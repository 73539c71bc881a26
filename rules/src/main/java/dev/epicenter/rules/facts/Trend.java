package dev.epicenter.rules.facts;

import java.util.Optional;

/**
 * A straight line through points by least squares, with how sure its slope is. What is measured one after the other is not
 * independent, so that the error is widened by the correlation of neighbouring residuals: n points count as
 * n (1 - r) / (1 + r) (Bayley and Hammersley, "The effective number of independent observations", 1946).
 *
 * @param slope     of y by x
 * @param intercept y at x = 0
 * @param error     half the width of the 95% interval of the slope
 * @param share     of the variation of y that the line explains, 0..1
 */
public record Trend(double slope, double intercept, double error, double share) {
    /** Fewer say nothing. */
    private static final int LEAST = 5;

    private static final double NORMAL = 1.96;

    /** Empty when there are too few points, or x does not vary. */
    public static Optional<Trend> of(double[] x, double[] y) {
        int n = x.length;
        if (n < LEAST) {
            return Optional.empty();
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        if (xx <= 0) {
            return Optional.empty();
        }
        double slope = xy / xx;
        double intercept = meanY - slope * meanX;
        double squares = 0;
        double neighbours = 0;
        double before = 0;
        for (int i = 0; i < n; i++) {
            double residual = y[i] - intercept - slope * x[i];
            squares += residual * residual;
            neighbours += i == 0 ? 0 : residual * before;
            before = residual;
        }
        double correlation = squares > 0 ? Math.max(0, Math.min(0.95, neighbours / squares)) : 0;
        double effective = Math.max(3, n * (1 - correlation) / (1 + correlation));
        double variance = squares / (n - 2) / xx * n / effective;
        return Optional.of(new Trend(
                slope, intercept, quantile(effective - 2) * Math.sqrt(variance), yy > 0 ? 1 - squares / yy : 0));
    }

    /** 97.5% point of Student's t, by its expansion (Abramowitz and Stegun, 26.7.5, first two terms). */
    private static double quantile(double freedom) {
        double z = NORMAL;
        return z
                + (z * z * z + z) / (4 * freedom)
                + (5 * Math.pow(z, 5) + 16 * z * z * z + 3 * z) / (96 * freedom * freedom);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** y on the line. */
    public double at(double x) {
        return intercept + slope * x;
    }

    /** Whether y grows with x, beyond doubt at 95%. */
    public boolean rises() {
        return slope - error > 0;
    }

    /** Lowest slope of the 95% interval. */
    public double lowest() {
        return slope - error;
    }

    /** Highest slope of the 95% interval. */
    public double highest() {
        return slope + error;
    }
}
