package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThrowBatchTest {
    private static final long NOWHERE = -1;
    private static final long BEYOND = 5_000_000_000L;

    private final ThrowBatch batch = new ThrowBatch();

    private int row(int nth) {
        return ThrowBatch.FRONT + nth;
    }

    @Test
    void knowsWhereMessagesOfAGiantChunkAre() {
        long[] places = {7, NOWHERE, Integer.MAX_VALUE, 0xFFFF_FFFFL, BEYOND, 8, NOWHERE};
        for (long place : places) {
            batch.add(0, 0, 0, 1, place);
        }
        for (int i = 0; i < 10_000; i++) {
            batch.add(0, 0, 0, 1, BEYOND + i);
        }

        for (int i = 0; i < places.length; i++) {
            assertThat(batch.place(row(i))).isEqualTo(places[i]);
        }
        assertThat(batch.place(batch.end - 1)).isEqualTo(BEYOND + 9_999);
    }

    @Test
    void movesARowWithAllThatIsKnownOfIt() {
        batch.add(1, 2, 3, 4, 5);
        batch.add(6, 7, 8, 9, BEYOND);
        batch.known(0);

        batch.move(row(1), row(0));

        assertThat(batch.time[row(0)]).isEqualTo(6);
        assertThat(batch.thread[row(0)]).isEqualTo(7);
        assertThat(batch.site[row(0)]).isEqualTo(8);
        assertThat(batch.text[row(0)]).isEqualTo(9);
        assertThat(batch.place(row(0))).isEqualTo(BEYOND);
        assertThat(batch.knownAt(row(0))).isZero();
    }

    private static void assertSorted(long[] time, int from) {
        TimeOrder order = new TimeOrder();
        order.sort(time, from, time.length);
        for (int place = 1; place < time.length - from; place++) {
            int before = order.at(place - 1);
            int at = order.at(place);
            assertThat(time[before]).isLessThanOrEqualTo(time[at]);
            assertThat(time[before] < time[at] || before < at)
                    .as("equal times stay in their order")
                    .isTrue();
        }
    }

    @Test
    void isPutInTheOrderOfTime() {
        Random random = new Random(1);
        assertSorted(random.longs(2_000, 0, 500).toArray(), 3);
        assertSorted(random.longs(2_000, 0, 500).sorted().toArray(), 3);
        assertSorted(random.longs(2_000, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2).toArray(), 3);
    }
}
