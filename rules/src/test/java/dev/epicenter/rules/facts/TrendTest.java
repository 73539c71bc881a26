package dev.epicenter.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void findsTheLineThroughPointsOnIt() {
        Trend trend = Trend.of(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 5, 7, 9})
                .orElseThrow();

        assertThat(trend.slope()).isEqualTo(2, within(1e-9));
        assertThat(trend.at(10)).isEqualTo(21, within(1e-9));
        assertThat(trend.error()).isEqualTo(0, within(1e-9));
        assertThat(trend.share()).isEqualTo(1, within(1e-9));
    }

    /** The interval must hold the true slope in about 95 of 100 cases. */
    @Test
    void isAsUnsureAsItSays() {
        Random random = new Random(7);
        int held = 0;
        for (int round = 0; round < 400; round++) {
            double[] x = new double[40];
            double[] y = new double[40];
            for (int i = 0; i < x.length; i++) {
                x[i] = i;
                y[i] = 3 + 0.5 * i + random.nextGaussian() * 5;
            }
            Trend trend = Trend.of(x, y).orElseThrow();
            held += trend.lowest() <= 0.5 && trend.highest() >= 0.5 ? 1 : 0;
        }
        assertThat(held).isBetween(365, 397);
    }

    @Test
    void isLessSureOfPointsThatFollowTheirNeighbours() {
        double[] x = new double[60];
        double[] noise = new double[60];
        double[] walk = new double[60];
        Random random = new Random(3);
        for (int i = 1; i < 60; i++) {
            x[i] = i;
            noise[i] = random.nextGaussian();
            walk[i] = 0.9 * walk[i - 1] + 0.44 * noise[i];
        }
        assertThat(Trend.of(x, walk).orElseThrow().error())
                .isGreaterThan(1.8 * Trend.of(x, noise).orElseThrow().error());
    }

    @Test
    void saysNothingOfTooFewPointsOrOnePlace() {
        assertThat(Trend.of(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
        assertThat(Trend.of(new double[6], new double[] {1, 2, 3, 4, 5, 6})).isEmpty();
    }
}
