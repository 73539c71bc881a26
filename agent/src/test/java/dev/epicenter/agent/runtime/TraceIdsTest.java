package dev.epicenter.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ids of all three kinds promise, and where they differ. */
class TraceIdsTest {
    private static final int IDS = 20_000;

    enum Kind {
        SNOWFLAKE,
        HYBRID_CLOCK,
        TIME_ORDERED;

        TraceIdSource inAnotherProcess() {
            return switch (this) {
                case SNOWFLAKE -> new SnowflakeIds();
                case HYBRID_CLOCK -> new HybridClockIds();
                case TIME_ORDERED -> new TimeOrderedIds();
            };
        }
    }

    @Property(tries = 300)
    void ascendWhateverTheClockDoes(@ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 1000) Long> clock) {
        AtomicLong last = new AtomicLong();
        long before = 0;
        for (long now : clock) {
            long next = TimeOrderedIds.after(last, now);
            assertThat(next).isGreaterThan(before).isGreaterThanOrEqualTo(now);
            before = next;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void areUniqueAcrossThreadsAndProcesses(Kind kind) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<List<String>>> made = new ArrayList<>();
        for (int process = 0; process < 3; process++) {
            TraceIdSource source = kind.inAnotherProcess();
            for (int thread = 0; thread < 2; thread++) {
                made.add(pool.submit(ids(source)));
            }
        }
        Set<String> all = new HashSet<>();
        for (Future<List<String>> each : made) {
            List<String> ids = each.get();
            assertThat(ids)
                    .isSorted()
                    .allMatch(id ->
                            Hex.isId(id, 32) && Hex.isId(id.substring(0, 16), 16) && Hex.isId(id.substring(16), 16));
            all.addAll(ids);
        }
        pool.shutdown();
        assertThat(all).hasSize(6 * IDS);
    }

    private static Callable<List<String>> ids(TraceIdSource source) {
        return () -> {
            List<String> ids = new ArrayList<>();
            long[] id = new long[2];
            for (int i = 0; i < IDS; i++) {
                source.next(id);
                ids.add(Hex.digits(id[0], id[1]));
            }
            return ids;
        };
    }

    /** A sampler that goes by the lower half takes the share it is set to only from these. */
    @Test
    void areSpreadEvenlyInTheirLowerHalfIfTimeOrdered() {
        int[] counts = new int[16];
        TimeOrderedIds source = new TimeOrderedIds();
        long[] id = new long[2];
        for (int i = 0; i < 16_000; i++) {
            source.next(id);
            counts[(int) (id[1] >>> 60)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
        }
        // 15 degrees of freedom: above 50 once in 80,000 runs.
        assertThat(chiSquare).isLessThan(50);

        SnowflakeIds other = new SnowflakeIds();
        other.next(id);
        long lower = id[1];
        other.next(id);
        assertThat(id[1]).isEqualTo(lower);
    }

    @Test
    void sortBehindWhatCameFromAnotherProcessIfOfAHybridClock() {
        HybridClockIds source = new HybridClockIds();
        long[] id = new long[2];
        long ahead = System.currentTimeMillis() + 60_000 << TimeOrderedIds.COUNT_BITS;
        source.received(ahead);
        source.next(id);
        assertThat(id[0]).isGreaterThan(ahead);

        HybridClockIds careful = new HybridClockIds();
        careful.received(System.currentTimeMillis() + 24 * 3_600_000L << TimeOrderedIds.COUNT_BITS);
        careful.next(id);
        assertThat(id[0]).isLessThan(ahead);
    }
}
