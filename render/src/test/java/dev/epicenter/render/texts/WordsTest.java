package dev.epicenter.render.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void saysLengthsInTheirTwoLargestUnits() {
        assertThat(Words.length(Duration.ofMillis(64))).isEqualTo("64 ms");
        assertThat(Words.length(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
        assertThat(Words.length(Duration.ofSeconds(1))).isEqualTo("1 s");
        assertThat(Words.length(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Words.length(Duration.ofMinutes(135))).isEqualTo("2 h 15 min");
    }

    @Test
    void neverRoundsToAllOrNothing() {
        assertThat(Words.percent(0.999)).isEqualTo("> 99 %");
        assertThat(Words.percent(0.001)).isEqualTo("< 1 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
    }

    @Test
    void cutsNamesInTheMiddle() {
        assertThat(Words.shortenMiddle("http-nio-8080-exec-7", 11)).isEqualTo("http-…xec-7");
    }

    @Test
    void breaksNamesWhereTheirWordsEndAndLosesNothing() {
        assertThat(Words.breakable("io.rent.fleet.Tracker.decodeAll:9"))
                .containsExactly("io.", "rent.", "fleet.", "Tracker.", "decode", "All:9");
        assertThat(Words.breakable("UnsupportedOperationException at Shelves.<init>. Then"))
                .containsExactly("Unsupported", "Operation", "Exception at Shelves.", "<init>. Then");
        assertThat(Words.breakable("")).containsExactly("");
    }
}
