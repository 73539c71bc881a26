package dev.epicenter.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlocksTest {
    @Test
    void findTheMomentOfAJump() {
        long[] counts = new long[100];
        for (int i = 0; i < 100; i++) {
            counts[i] = i < 60 ? 2 : 12;
        }
        assertThat(Blocks.of(counts)).containsExactly(new Blocks.Block(0, 60, 120), new Blocks.Block(60, 100, 480));
    }

    @Test
    void findABurst() {
        long[] counts = new long[50];
        counts[20] = 9;
        counts[21] = 11;

        assertThat(Blocks.of(counts)).extracting(Blocks.Block::from).containsExactly(0, 20, 22);
    }

    /** Calibrated to one false change in a hundred; three standard deviations of 300 draws allow for eight. */
    @Test
    void findNoChangeWhereThereIsNone() {
        Random random = new Random(11);
        int wrong = 0;
        for (int round = 0; round < 300; round++) {
            long[] counts = new long[100];
            for (int i = 0; i < 1000; i++) {
                counts[random.nextInt(100)]++;
            }
            wrong += Blocks.of(counts).size() > 1 ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(24);
    }

    @Test
    void areNoneOfNothing() {
        assertThat(Blocks.of(new long[0])).isEmpty();
        assertThat(Blocks.of(new long[5])).isEqualTo(List.of(new Blocks.Block(0, 5, 0)));
    }
}
