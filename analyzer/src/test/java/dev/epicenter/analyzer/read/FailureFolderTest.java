package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FailureFolderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_700_000_000L * SECOND;
    private static final ThreadRef MAIN = new ThreadRef(1, "main", false);

    private final ProfileClock clock = new ProfileClock();
    private final FailureFolder folder = new FailureFolder(FoldLimits.DEFAULT, clock);

    private static StackTrace at(String method) {
        return new StackTrace(List.of(), List.of(new Frame("com.acme.Shop", method, "()V", 7, "")), false);
    }

    private Series series(String type, String method) {
        return folder.table().of(type, at(method), "main");
    }

    private Series wrapping() {
        StackTrace stack = new StackTrace(
                List.of(new Frame("java.lang.Throwable", "<init>", "(Ljava/lang/Throwable;)V", 319, "java.base")),
                at("get").frames(),
                false);
        return folder.table().of("java.util.concurrent.ExecutionException", stack, "main");
    }

    private List<String> kept() {
        return folder.kept().stream()
                .map(k -> k.series.type + (k.message == null ? "" : ": " + k.message))
                .toList();
    }

    @Test
    void countsAStormExactlyAndKeepsItsFirstAndItsLatest() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 10_000; i++) {
            folder.add(T0 + i * 3 * SECOND, MAIN, storm, "no " + i);
        }
        folder.fold();

        assertThat(storm.count).isEqualTo(10_000);
        assertThat(storm.profile.counts(clock.bucketsTo(storm.last), clock)).hasSizeLessThanOrEqualTo(120);
        assertThat(kept())
                .hasSize(20)
                .startsWith("com.acme.Busy: no 0", "com.acme.Busy: no 1")
                .endsWith("com.acme.Busy: no 9998", "com.acme.Busy: no 9999");
    }

    @Test
    void keepsTheLatestOfAllChunks() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + i * 3 * SECOND, MAIN, storm, "no " + i);
            folder.fold();
        }

        assertThat(kept())
                .hasSize(20)
                .endsWith(
                        "com.acme.Busy: no 96", "com.acme.Busy: no 97", "com.acme.Busy: no 98", "com.acme.Busy: no 99");
    }

    @Test
    void keepsWhatTheThreadThrewBeforeARareFailure() {
        Series storm = series("com.acme.Busy", "poll");
        Series rare = series("com.acme.Rare", "pay");
        ThreadRef other = new ThreadRef(2, "other", false);
        for (int i = 0; i < 5_000; i++) {
            folder.add(T0 + i * 1_000_000L, i % 2 == 0 ? MAIN : other, storm, "no " + i);
        }
        folder.add(T0 + 4_000 * 1_000_000L + 1, MAIN, rare, "late");
        folder.fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 4000", "com.acme.Busy: no 3998", "com.acme.Busy: no 3986")
                .doesNotContain("com.acme.Busy: no 3984", "com.acme.Busy: no 3999");
    }

    @Test
    void keepsContextAcrossTheEndOfAChunk() {
        Series storm = series("com.acme.Busy", "poll");
        Series rare = series("com.acme.Rare", "pay");
        for (int i = 0; i < 200; i++) {
            folder.add(T0 + i * 1_000_000L, MAIN, storm, "no " + i);
        }
        folder.fold();
        folder.add(T0 + SECOND, MAIN, rare, null);
        folder.fold();

        assertThat(kept()).contains("com.acme.Busy: no 199", "com.acme.Busy: no 192");
        assertThat(storm.count).isEqualTo(200);
    }

    @Test
    void keepsTheClosestThrowBeforeEachOfTheFirstOnes() {
        Series storm = series("com.acme.Busy", "poll");
        Series rare = series("com.acme.Rare", "pay");
        for (int i = 0; i < 5_000; i++) {
            folder.add(T0 + i * 1_000_000L, MAIN, storm, "no " + i);
            if (i % 1_000 == 500) {
                folder.add(T0 + i * 1_000_000L + 1, MAIN, rare, "late");
            }
        }
        folder.fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 1500", "com.acme.Busy: no 2500", "com.acme.Busy: no 4500")
                .doesNotContain("com.acme.Busy: no 4499");
    }

    @Test
    void keepsWhatTheThreadThrewAfterARareFailure() {
        Series storm = series("com.acme.Busy", "poll");
        ThreadRef other = new ThreadRef(2, "other", false);
        for (int i = 0; i < 5_000; i++) {
            folder.add(T0 + i * 1_000_000L, i % 2 == 0 ? MAIN : other, storm, "no " + i);
        }
        folder.add(T0 + 2_000 * 1_000_000L + 1, MAIN, series("com.acme.Rare", "pay"), "late");
        folder.fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 2002", "com.acme.Busy: no 2008")
                .doesNotContain("com.acme.Busy: no 2001", "com.acme.Busy: no 2010");
    }

    @Test
    void forgetsARareFailureAfterTwoSeconds() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + i, MAIN, storm, "before " + i);
        }
        folder.add(T0 + SECOND, MAIN, series("com.acme.Rare", "pay"), null);
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + 3 * SECOND + 1 + i, MAIN, storm, "after " + i);
        }
        folder.fold();

        assertThat(kept()).doesNotContain("com.acme.Busy: after 0");
    }

    @Test
    void keepsWhatAnotherThreadWrappedShortlyAfterARareFailure() {
        Series wrapped = wrapping();
        Series plain = series("com.acme.Busy", "poll");
        ThreadRef waiter = new ThreadRef(2, "waiter", false);
        ThreadRef poller = new ThreadRef(3, "poller", false);
        for (int i = 0; i < 1_000; i++) {
            folder.add(T0 + i * 10_000_000L, waiter, wrapped, "wrapped " + i);
            folder.add(T0 + i * 10_000_000L + 1, poller, plain, "plain " + i);
        }
        folder.add(T0 + 500 * 10_000_000L + 2, MAIN, series("com.acme.Rare", "pay"), "late");
        folder.fold();

        String type = "java.util.concurrent.ExecutionException: ";
        assertThat(kept())
                .contains(type + "wrapped 501", type + "wrapped 504")
                .doesNotContain(type + "wrapped 500", type + "wrapped 505", "com.acme.Busy: plain 501");
    }

    @Test
    void forgetsARareFailureOfAnotherThreadAfterATenthOfASecond() {
        Series wrapped = wrapping();
        ThreadRef waiter = new ThreadRef(2, "waiter", false);
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + i, waiter, wrapped, "before " + i);
        }
        folder.add(T0 + SECOND, MAIN, series("com.acme.Rare", "pay"), "late");
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + SECOND + 101_000_000L + i, waiter, wrapped, "after " + i);
        }
        folder.fold();

        assertThat(kept()).doesNotContain("java.util.concurrent.ExecutionException: after 0");
    }

    @Test
    void forgetsContextOfMoreThanTwoSecondsAgo() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            folder.add(T0 + i, MAIN, storm, "no " + i);
        }
        folder.add(T0 + 3 * SECOND, MAIN, series("com.acme.Rare", "pay"), null);
        folder.fold();

        assertThat(kept()).doesNotContain("com.acme.Busy: no 95");
    }

    @Test
    void keepsTheThrowableThatAMessageQuotes() {
        Series cause = series("java.io.IOException", "read");
        for (int i = 0; i < 1_000; i++) {
            folder.add(T0 + i, new ThreadRef(2, "reader", false), cause, "disk " + i);
        }
        folder.add(T0 + 2_000, MAIN, series("com.acme.Wrap", "load"), "java.io.IOException: disk 500");
        folder.add(
                T0 + 2_001,
                MAIN,
                series("com.acme.Wrap", "save"),
                "cannot save; caused by java.io.IOException: disk 600");
        folder.fold();

        assertThat(kept()).contains("java.io.IOException: disk 500", "java.io.IOException: disk 600");
        assertThat(kept()).doesNotContain("java.io.IOException: disk 501");
    }

    @Test
    void keepsTheLatestOfOtherThreadsWhenACauseWasPassedWithoutMessage() {
        Series busy = series("com.acme.Busy", "poll");
        for (int i = 0; i < 1_000; i++) {
            folder.add(T0 + i, new ThreadRef(2, "pool-1", false), busy, "no " + i);
        }
        folder.add(T0 + 2_000, MAIN, wrapping(), null);
        folder.add(T0 + 2_001, new ThreadRef(2, "pool-1", false), busy, "after");
        for (int i = 0; i < 10; i++) {
            folder.add(T0 + 3_000 + i, new ThreadRef(2, "pool-1", false), busy, "end " + i);
        }
        folder.fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 999")
                .doesNotContain("com.acme.Busy: no 998", "com.acme.Busy: after");
    }

    @Test
    void sortsThrowsThatComeOutOfOrder() {
        Series s = series("com.acme.Busy", "poll");
        for (int i = 99; i >= 0; i--) {
            folder.add(T0 + i * 3 * SECOND, MAIN, s, "no " + i);
        }
        folder.fold();

        assertThat(kept()).startsWith("com.acme.Busy: no 0").endsWith("com.acme.Busy: no 99");
        assertThat(s.first).isEqualTo(T0);
    }

    /** The promise on memory: five million throws of a thousand kinds stay some ten thousand objects. */
    @Test
    void staysBoundedInAStormOfMillions() {
        Series[] kinds = new Series[1_000];
        for (int k = 0; k < kinds.length; k++) {
            kinds[k] = series("com.acme.Kind" + k % 10, "m" + k);
        }
        ThreadRef[] threads = new ThreadRef[50];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new ThreadRef(t + 1, "worker-" + t, false);
        }
        int total = 5_000_000;
        for (int i = 0; i < total; i++) {
            folder.add(T0 + i * 1_000L, threads[i % 50], kinds[(i * 31) % 1_000], "message " + i);
        }
        folder.fold();

        assertThat(folder.total()).isEqualTo(total);
        assertThat(folder.table().all().stream().mapToLong(s -> s.count).sum()).isEqualTo(total);
        List<Kept> kept = folder.kept();
        assertThat(kept).hasSizeBetween(10_000, 30_000);
        assertThat(kept.stream().map(k -> k.message).filter(Objects::nonNull)).hasSize(kept.size());
    }

    @Test
    void keepsOneOfEachKindHoweverManyKindsThereAre() {
        int kinds = 120_000;
        for (int i = 0; i < kinds; i++) {
            folder.add(T0 + i * 1_000L, MAIN, folder.table().of("com.acme.K" + i % 100, at("m" + i), "main"), null);
        }
        folder.fold();

        assertThat(folder.table().all().stream().mapToLong(s -> s.count).sum()).isEqualTo(kinds);
        assertThat(folder.table().all()).hasSizeLessThanOrEqualTo(50_000);
        assertThat(folder.kept()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(folder.kept().stream().map(k -> k.series).distinct())
                .hasSize(folder.table().all().size());
    }
}
