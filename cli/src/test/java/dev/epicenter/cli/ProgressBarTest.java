package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter err = new StringWriter();
    private long now = Long.MAX_VALUE - 1; // the clock may run over
    private final ProgressBar bar = new ProgressBar(new PrintWriter(err), () -> now);

    @Test
    void staysSilentWhenReadingIsQuick() {
        after(Duration.ofMillis(499)).at(1, 2);
        bar.close();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsHowFarItIsAndWipesItself() {
        after(Duration.ofMillis(500)).at(50_000_000, 200_000_000);
        bar.close();

        assertThat(err.toString()).isEqualTo("\rReading [#######.......................]  25 % of 200 MB\r\u001b[K");
    }

    @Test
    void doesNotDrawMoreOftenThanAnEyeCanFollow() {
        after(Duration.ofSeconds(1)).at(1, 10);
        after(Duration.ofMillis(99)).at(2, 10);

        assertThat(err.toString()).containsOnlyOnce("\r");
    }

    @Test
    void doesWithoutATotal() {
        after(Duration.ofSeconds(1)).at(3_000_000, -1);

        assertThat(err.toString()).isEqualTo("\rReading 3 MB");
    }

    private ProgressBar after(Duration time) {
        now += time.toNanos();
        return bar;
    }
}
