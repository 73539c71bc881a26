package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Span RECORDING = new Span(START, START.plusSeconds(600));
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void isReachedAtTheFailureThatMakesItFull() {
        List<Reached> reached = new Threshold.Count(3).reached(seen(at(1, 50, 100, 101, 102, 103)), within(10, 1_000));

        assertThat(reached).containsExactly(new Reached(time(102), Duration.ZERO, 3, 3));
    }

    @Test
    void isNotReachedByFailuresTooFarApart() {
        assertThat(new Threshold.Count(3).reached(seen(at(1, 12, 23, 34)), within(10, 1_000)))
                .isEmpty();
        assertThat(new Threshold.Count(3).reached(seen(at(1, 12, 23)), within(22, 1_000)))
                .as("both ends of a window are in it")
                .hasSize(1);
    }

    @Test
    void beginsAnewAfterEachMomentAndRests() {
        Threshold three = new Threshold.Count(3);
        Threshold.Seen seen = seen(at(1, 2, 3, 4, 5, 6, 7, 8, 9));

        assertThat(three.reached(seen, within(10, 0)))
                .extracting(Reached::at)
                .containsExactly(time(3), time(6), time(9));
        assertThat(three.reached(seen, within(10, 5))).extracting(Reached::at).containsExactly(time(3), time(8));
    }

    @Test
    void countsWhatIsOnlyKnownByItsBucketWhenAllOfTheBucketIsInside() {
        Burst bucket = new Burst(time(10), time(15), 100);

        assertThat(new Threshold.Count(100).reached(seen(List.of(bucket)), within(5, 1_000)))
                .containsExactly(new Reached(time(15), Duration.ofSeconds(5), 100, 100));
        assertThat(new Threshold.Count(51).reached(seen(List.of(bucket)), within(4, 1_000)))
                .as("two windows of 4 s cover the bucket: one of them holds 50, whatever the rest")
                .isEmpty();
        assertThat(new Threshold.Count(50).reached(seen(List.of(bucket)), within(4, 1_000)))
                .containsExactly(new Reached(time(15), Duration.ofSeconds(5), 50, 50));
    }

    @Test
    void measuresRatesOverTheWindowOrTheRecording() {
        Threshold twoASecond = new Threshold.Rate(2);

        assertThat(twoASecond.reached(seen(at(1, 1, 2, 2, 3, 3, 4, 4, 5, 5)), within(5, 1_000)))
                .containsExactly(new Reached(time(5), Duration.ZERO, 10, 10));
        assertThat(twoASecond.reached(seen(List.of(new Burst(time(0), time(600), 1_199))), always()))
                .isEmpty();
        assertThat(twoASecond.reached(seen(List.of(new Burst(time(0), time(600), 1_200))), always()))
                .containsExactly(new Reached(time(600), Duration.ZERO, 1_200, 1_200));
    }

    @Test
    void takesSharesOfAllThatMayHaveBeenInTheWindow() {
        List<Burst> matching = at(100, 101, 102, 103);
        List<Burst> base = new ArrayList<>(matching);
        base.add(new Burst(time(90), time(100), 4));
        Threshold.Seen seen = new Threshold.Seen(new Timeline(matching), List.of(), new Timeline(base));

        assertThat(new Threshold.Share(0.5, 1).reached(seen, within(5, 1_000)))
                .containsExactly(new Reached(time(103), Duration.ZERO, 4, 8));
        assertThat(new Threshold.Share(0.6, 1).reached(seen, within(5, 1_000))).isEmpty();
        assertThat(new Threshold.Share(0.5, 5).reached(seen, within(5, 1_000))).isEmpty();
        assertThat(new Threshold.Share(0.5, 4).reached(seen, always()))
                .containsExactly(new Reached(time(600), Duration.ZERO, 4, 8));
    }

    @Test
    void countsRunsByThemselves() {
        List<List<Instant>> runs = List.of(
                List.of(time(1), time(2)),
                List.of(time(10), time(11), time(50)),
                List.of(time(60), time(61), time(62)));
        Threshold.Seen seen = new Threshold.Seen(new Timeline(List.of()), runs, new Timeline(List.of()));

        assertThat(new Threshold.Consecutive(3).reached(seen, always()))
                .extracting(Reached::at)
                .containsExactly(time(50));
        assertThat(new Threshold.Consecutive(3).reached(seen, within(10, 1)))
                .extracting(Reached::at)
                .containsExactly(time(62));
    }

    /** Against the truth: what a fold leaves of failures never says more than the failures themselves did. */
    @Test
    void neverSaysThatAThresholdWasReachedWhenItWasNot() {
        Random random = new Random(20260101);
        int reachedInTruth = 0;
        int reachedFolded = 0;
        for (int round = 0; round < 2_000; round++) {
            List<Burst> truth = new ArrayList<>();
            long[] buckets = new long[60];
            List<Burst> folded = new ArrayList<>();
            int number = 1 + random.nextInt(60);
            int center = random.nextInt(600_000);
            for (int i = 0; i < number; i++) {
                int spread = random.nextBoolean() ? 600_000 : 20_000;
                long millis = Math.floorMod((long) (center + random.nextGaussian() * spread / 6), 600_000);
                truth.add(Burst.at(START.plusMillis(millis)));
                if (random.nextInt(4) == 0) {
                    folded.add(Burst.at(START.plusMillis(millis)));
                } else {
                    buckets[(int) (millis / 10_000)]++;
                }
            }
            for (int b = 0; b < buckets.length; b++) {
                if (buckets[b] > 0) {
                    folded.add(new Burst(time(b * 10), time(b * 10 + 10), buckets[b]));
                }
            }
            Threshold threshold = new Threshold.Count(2 + random.nextInt(8));
            Threshold.When when = within(1 + random.nextInt(60), 100_000);
            List<Reached> really = threshold.reached(seen(truth), when);
            List<Reached> said = threshold.reached(seen(folded), when);
            reachedInTruth += really.size();
            reachedFolded += said.size();
            if (!said.isEmpty()) {
                assertThat(really).as("round " + round).isNotEmpty();
                assertThat(said.get(0).at())
                        .as("round " + round)
                        .isAfterOrEqualTo(really.get(0).at());
            }
        }
        assertThat(reachedInTruth).isGreaterThan(500);
        assertThat(reachedFolded).as("and says it most of the time").isGreaterThan(reachedInTruth / 2);
    }

    private static Threshold.Seen seen(List<Burst> bursts) {
        return new Threshold.Seen(new Timeline(bursts), List.of(), new Timeline(bursts));
    }

    private static Threshold.When within(int seconds, int againAfter) {
        return new Threshold.When(RECORDING, Optional.of(Duration.ofSeconds(seconds)), Duration.ofSeconds(againAfter));
    }

    private static Threshold.When always() {
        return new Threshold.When(RECORDING, Optional.empty(), NEVER);
    }

    private static List<Burst> at(int... seconds) {
        List<Burst> bursts = new ArrayList<>();
        for (int second : seconds) {
            bursts.add(Burst.at(time(second)));
        }
        return bursts;
    }

    private static Instant time(int second) {
        return START.plusSeconds(second);
    }
}
