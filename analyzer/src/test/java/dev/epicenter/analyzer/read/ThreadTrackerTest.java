package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadTrackerTest {
    private static final long T0 = 1_700_000_000_000_000_000L;

    private final ThreadTracker tracker = new ThreadTracker(1, 100);

    private static ChunkThreads.Life life(int id, long from, long to) {
        ChunkThreads.Life life = new ChunkThreads.Life(new ThreadInfo(id, "worker-" + id, false));
        life.firstSeen = from;
        life.lastSeen = to;
        return life;
    }

    private static ChunkThreads.Life started(int id, long at, int parent) {
        ChunkThreads.Life life = life(id, at, at);
        life.started = at;
        life.parent = new ThreadInfo(parent, "worker-" + parent, false);
        return life;
    }

    private static ChunkThreads.Life ended(ChunkThreads.Life life, long at) {
        life.lastSeen = at;
        life.ended = at;
        return life;
    }

    private static ChunkThreads.Wait parked(long start) {
        return new ChunkThreads.Wait("jdk.ThreadPark", start, 5, "com.acme.Lock", StackTrace.EMPTY);
    }

    @Test
    void joinsAThreadOverChunks() {
        ChunkThreads.Life waits = life(2, T0 + 10, T0 + 15);
        waits.waits = List.of(parked(T0 + 10));
        tracker.add(List.of(started(2, T0, 1)));
        tracker.add(List.of(waits));
        tracker.add(List.of(ended(life(2, T0 + 20, T0 + 20), T0 + 20)));

        assertThat(tracker.lives()).singleElement().satisfies(life -> {
            assertThat(life.thread()).isEqualTo(new ThreadRef(1, 2, "worker-2", false));
            assertThat(life.started()).contains(Nanos.instant(T0));
            assertThat(life.ended()).contains(Nanos.instant(T0 + 20));
            assertThat(life.lastSeen()).isEqualTo(Nanos.instant(T0 + 20));
            assertThat(life.parent()).contains(new ThreadRef(1, 1, "worker-1", false));
            assertThat(life.waits()).singleElement().satisfies(w -> assertThat(w.end())
                    .isEqualTo(Nanos.instant(T0 + 15)));
        });
    }

    @Test
    void keepsTheFirstAndTheLatestWaits() {
        for (int chunk = 0; chunk < 10; chunk++) {
            ChunkThreads.Life life = life(2, T0, T0 + 10_000);
            life.waits = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                life.waits.add(parked(T0 + (chunk * 100 + i) * 10L));
            }
            tracker.add(List.of(life));
        }

        assertThat(tracker.lives()).singleElement().satisfies(life -> {
            assertThat(life.waits()).hasSize(ThreadLife.MAX_WAITS);
            assertThat(life.waits().get(0).start()).isEqualTo(Nanos.instant(T0));
            assertThat(life.waits().get(127).start()).isEqualTo(Nanos.instant(T0 + 9_990));
        });
    }

    @Test
    void dropsTheOldestEndedOnesWithoutFailuresFirst() {
        ChunkThreads.Life failed = ended(life(1, T0, T0), T0 + 1);
        failed.failed = true;
        List<ChunkThreads.Life> all = new ArrayList<>(List.of(failed, life(2, T0, T0)));
        for (int id = 3; id < 500; id++) {
            all.add(ended(started(id, T0 + id, 2), T0 + id + 1));
        }
        tracker.add(all);

        assertThat(tracker.lives()).hasSizeLessThanOrEqualTo(100);
        assertThat(tracker.lives().stream().map(l -> l.thread().id()))
                .contains(1L, 2L, 499L)
                .doesNotContain(3L);
        assertThat(tracker.dropped()).isGreaterThan(300);
    }

    @Test
    void countsTheThreadsThatAPlaceStarted() {
        tracker.add(List.of(started(7, T0, 1), started(8, T0 + 1, 1), life(9, T0, T0)));
        tracker.add(List.of(ended(life(7, T0 + 2, T0 + 2), T0 + 2), ended(life(9, T0 + 2, T0 + 2), T0 + 2)));

        assertThat(tracker.starts()).singleElement().satisfies(s -> {
            assertThat(s.pattern()).isEqualTo("worker-#");
            assertThat(s.started()).isEqualTo(2);
            assertThat(s.ended()).isEqualTo(1);
        });
    }
}
