package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.ChunkThreads.ChunkThread;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import org.junit.jupiter.api.Test;

class ThreadTrackerTest {
    private static final long T0 = 1_700_000_000_000_000_000L;

    private final ThreadTracker tracker = new ThreadTracker(100);
    private final StackPool stacks = new StackPool();

    private static ChunkThread thread(int id) {
        return new ChunkThread(new ThreadRef(id, "worker-" + id, false), "worker-#");
    }

    @Test
    void joinsAThreadOverChunks() {
        ChunkThread parent = thread(1);
        tracker.started(thread(2), T0, parent, StackTrace.EMPTY);
        tracker.endChunk(stacks);
        tracker.waited(thread(2), "jdk.ThreadPark", T0 + 10, 5, "com.acme.Lock", null);
        tracker.endChunk(stacks);
        tracker.ended(thread(2), T0 + 20);
        tracker.endChunk(stacks);

        assertThat(tracker.lives()).singleElement().satisfies(life -> {
            assertThat(life.started()).contains(Nanos.instant(T0));
            assertThat(life.ended()).contains(Nanos.instant(T0 + 20));
            assertThat(life.lastSeen()).isEqualTo(Nanos.instant(T0 + 20));
            assertThat(life.parent()).contains(parent.ref);
            assertThat(life.waits()).singleElement().satisfies(w -> assertThat(w.end())
                    .isEqualTo(Nanos.instant(T0 + 15)));
        });
    }

    @Test
    void keepsTheFirstAndTheLatestWaits() {
        ChunkThread waiter = thread(2);
        for (int i = 0; i < 1_000; i++) {
            tracker.waited(waiter, "jdk.ThreadPark", T0 + i * 10L, 5, "", null);
        }
        tracker.endChunk(stacks);

        assertThat(tracker.lives()).singleElement().satisfies(life -> {
            assertThat(life.waits()).hasSize(ThreadLife.MAX_WAITS);
            assertThat(life.waits().get(0).start()).isEqualTo(Nanos.instant(T0));
            assertThat(life.waits().get(127).start()).isEqualTo(Nanos.instant(T0 + 9_990));
        });
    }

    @Test
    void dropsTheOldestEndedOnesWithoutFailuresFirst() {
        ChunkThread failed = thread(1);
        tracker.failed(failed, T0);
        tracker.ended(failed, T0 + 1);
        ChunkThread alive = thread(2);
        tracker.seen(alive, T0);
        for (int id = 3; id < 500; id++) {
            ChunkThread t = thread(id);
            tracker.started(t, T0 + id, alive, StackTrace.EMPTY);
            tracker.ended(t, T0 + id + 1);
        }
        tracker.endChunk(stacks);

        assertThat(tracker.lives()).hasSizeLessThanOrEqualTo(100);
        assertThat(tracker.lives().stream().map(l -> l.thread().id()))
                .contains(1L, 2L, 499L)
                .doesNotContain(3L);
        assertThat(tracker.dropped()).isGreaterThan(300);
    }
}
