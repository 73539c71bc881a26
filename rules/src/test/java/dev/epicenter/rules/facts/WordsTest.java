package dev.epicenter.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void writesNumbersTheSameOnEveryMachine() {
        assertThat(Words.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.rate(12.34)).isEqualTo("12.3/s");
        assertThat(Words.rate(1_250)).isEqualTo("1,250/s");
        assertThat(Words.duration(Duration.ofMillis(350))).isEqualTo("350 ms");
        assertThat(Words.duration(Duration.ofMillis(59_999))).isEqualTo("60.0 s");
        assertThat(Words.duration(Duration.ofSeconds(245))).isEqualTo("4 min 5 s");
        assertThat(Words.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    }

    @Test
    void neverRoundsALossAway() {
        assertThat(Words.share(0.999)).isEqualTo("99%");
        assertThat(Words.share(1)).isEqualTo("100%");
        assertThat(Words.share(0.004)).isEqualTo("under 1%");
        assertThat(Words.share(0)).isEqualTo("0%");
    }

    @Test
    void keepsForeignTextOnOneLineAndShort() {
        assertThat(Words.line("a\n\tb\u0000c", 20)).isEqualTo("a b c");
        assertThat(Words.line("x".repeat(30), 20)).hasSize(21).endsWith("…");
    }

    @Test
    void joinsLists() {
        assertThat(Words.list(List.of("a"), 3)).isEqualTo("a");
        assertThat(Words.list(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
        assertThat(Words.list(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
    }
}
