package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.jfr.Hash;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.analyzer.read.Series.Kept;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureFolderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_700_000_000L * SECOND;
    private static final ThreadRef MAIN = new ThreadRef(1, "main", false);

    private final ProfileClock clock = new ProfileClock();
    private final FailureFolder folder = new FailureFolder(0, FoldLimits.DEFAULT, clock);
    private final Map<ThrowBatch.Site, Integer> sites = new LinkedHashMap<>();
    private final Map<ThreadInfo, Integer> threads = new LinkedHashMap<>();
    private List<String> texts = new ArrayList<>();
    private ThrowBatch batch = new ThrowBatch();

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

    private void add(long at, ThreadRef by, Series of, @Nullable String text) {
        int place = texts.size();
        if (text != null) {
            texts.add(text);
        }
        batch.add(
                at,
                index(threads, new ThreadInfo(by.id(), by.name(), by.virtual())),
                index(sites, new ThrowBatch.Site(of.type, of.stack, of.threadKind, false)),
                text == null ? 0 : FoldBatch.fold(Hash.of(text)),
                place);
    }

    private static <T> int index(Map<T, Integer> in, T one) {
        Integer index = in.putIfAbsent(one, in.size());
        return index == null ? in.size() - 1 : index;
    }

    /** What was added becomes a batch, as at the end of a chunk. */
    private void fold() {
        List<String> of = texts;
        batch.sites = List.copyOf(sites.keySet());
        batch.threads = List.copyOf(threads.keySet());
        batch.texts = place -> of.get((int) place);
        folder.fold(batch);
        batch = new ThrowBatch();
        texts = new ArrayList<>();
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
            add(T0 + i * 3 * SECOND, MAIN, storm, "no " + i);
        }
        fold();

        assertThat(storm.count).isEqualTo(10_000);
        assertThat(storm.profile.counts(clock.bucketsTo(storm.last), clock)).hasSizeLessThanOrEqualTo(120);
        assertThat(kept())
                .hasSize(20)
                .startsWith("com.acme.Busy: no 0", "com.acme.Busy: no 1")
                .endsWith("com.acme.Busy: no 9998", "com.acme.Busy: no 9999");
    }

    @Test
    void keepsTheRareMessageOfAStormAtOnePlaceWithWhatCameBeforeIt() {
        Series storm = series("java.sql.SQLException", "insert");
        Series network = series("com.acme.LineCut", "send");
        for (int i = 0; i < 20_000; i++) {
            add(T0 + i * 1_000_000L, MAIN, storm, "row " + i + " is a duplicate, SQLState 23505");
            if (i == 150 || i == 9_000) {
                add(T0 + i * 1_000_000L + 1, MAIN, network, "to shard " + i);
            }
            if (i == 150 || i >= 9_000 && i < 9_100) {
                add(T0 + i * 1_000_000L + 2, MAIN, storm, "row " + i + " is not written, SQLState 08006");
            }
        }
        fold();

        assertThat(kept())
                .contains("java.sql.SQLException: row 150 is not written, SQLState 08006")
                .contains("com.acme.LineCut: to shard 150")
                .filteredOn(k -> k.contains("08006"))
                .hasSizeBetween(3, 6);
        assertThat(kept()).hasSizeLessThan(50);
    }

    @Test
    void missesNoRareMessageAmongFewDifferentOnes() {
        Series storm = series("com.acme.Refused", "call");
        for (int i = 0; i < 50_000; i++) {
            add(
                    T0 + i * 1_000_000L,
                    MAIN,
                    storm,
                    i == 40_000 ? "answered with status 502" : "answered with status 404");
        }
        fold();

        assertThat(kept()).contains("com.acme.Refused: answered with status 502");
    }

    @Test
    void messagesOfAThousandKindsKeepNoMoreThanAFew() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 50_000; i++) {
            add(T0 + i * 1_000_000L, MAIN, storm, "kind " + "x".repeat(i % 1_000) + " of trouble");
        }
        fold();

        assertThat(kept()).hasSizeLessThanOrEqualTo(FoldLimits.DEFAULT.perSeries() + FoldLimits.DEFAULT.latest());
    }

    @Test
    void keepsTheLatestOfAllChunks() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            add(T0 + i * 3 * SECOND, MAIN, storm, "no " + i);
            fold();
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
            add(T0 + i * 1_000_000L, i % 2 == 0 ? MAIN : other, storm, "no " + i);
        }
        add(T0 + 4_000 * 1_000_000L + 1, MAIN, rare, "late");
        fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 4000", "com.acme.Busy: no 3998", "com.acme.Busy: no 3986")
                .doesNotContain("com.acme.Busy: no 3984", "com.acme.Busy: no 3999");
    }

    @Test
    void keepsContextAcrossTheEndOfAChunk() {
        Series storm = series("com.acme.Busy", "poll");
        Series rare = series("com.acme.Rare", "pay");
        for (int i = 0; i < 200; i++) {
            add(T0 + i * 1_000_000L, MAIN, storm, "no " + i);
        }
        fold();
        add(T0 + SECOND, MAIN, rare, null);
        fold();

        assertThat(kept()).contains("com.acme.Busy: no 199", "com.acme.Busy: no 192");
        assertThat(storm.count).isEqualTo(200);
    }

    @Test
    void keepsTheClosestThrowBeforeEachOfTheFirstOnes() {
        Series storm = series("com.acme.Busy", "poll");
        Series rare = series("com.acme.Rare", "pay");
        for (int i = 0; i < 5_000; i++) {
            add(T0 + i * 1_000_000L, MAIN, storm, "no " + i);
            if (i % 1_000 == 500) {
                add(T0 + i * 1_000_000L + 1, MAIN, rare, "late");
            }
        }
        fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 1500", "com.acme.Busy: no 2500", "com.acme.Busy: no 4500")
                .doesNotContain("com.acme.Busy: no 4499");
    }

    @Test
    void keepsWhatTheThreadThrewAfterARareFailure() {
        Series storm = series("com.acme.Busy", "poll");
        ThreadRef other = new ThreadRef(2, "other", false);
        for (int i = 0; i < 5_000; i++) {
            add(T0 + i * 1_000_000L, i % 2 == 0 ? MAIN : other, storm, "no " + i);
        }
        add(T0 + 2_000 * 1_000_000L + 1, MAIN, series("com.acme.Rare", "pay"), "late");
        fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 2002", "com.acme.Busy: no 2008")
                .doesNotContain("com.acme.Busy: no 2001", "com.acme.Busy: no 2010");
    }

    @Test
    void forgetsARareFailureAfterTwoSeconds() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            add(T0 + i, MAIN, storm, "no " + i);
        }
        add(T0 + SECOND, MAIN, series("com.acme.Rare", "pay"), null);
        for (int i = 0; i < 100; i++) {
            add(T0 + 3 * SECOND + 1 + i, MAIN, storm, "no " + (100 + i));
        }
        fold();

        assertThat(kept()).doesNotContain("com.acme.Busy: no 100");
    }

    @Test
    void keepsWhatAnotherThreadWrappedShortlyAfterARareFailure() {
        Series wrapped = wrapping();
        Series plain = series("com.acme.Busy", "poll");
        ThreadRef waiter = new ThreadRef(2, "waiter", false);
        ThreadRef poller = new ThreadRef(3, "poller", false);
        for (int i = 0; i < 1_000; i++) {
            add(T0 + i * 10_000_000L, waiter, wrapped, "wrapped " + i);
            add(T0 + i * 10_000_000L + 1, poller, plain, "plain " + i);
        }
        add(T0 + 500 * 10_000_000L + 2, MAIN, series("com.acme.Rare", "pay"), "late");
        fold();

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
            add(T0 + i, waiter, wrapped, "no " + i);
        }
        add(T0 + SECOND, MAIN, series("com.acme.Rare", "pay"), "late");
        for (int i = 0; i < 100; i++) {
            add(T0 + SECOND + 101_000_000L + i, waiter, wrapped, "no " + (100 + i));
        }
        fold();

        assertThat(kept()).doesNotContain("java.util.concurrent.ExecutionException: no 100");
    }

    @Test
    void forgetsContextOfMoreThanTwoSecondsAgo() {
        Series storm = series("com.acme.Busy", "poll");
        for (int i = 0; i < 100; i++) {
            add(T0 + i, MAIN, storm, "no " + i);
        }
        add(T0 + 3 * SECOND, MAIN, series("com.acme.Rare", "pay"), null);
        fold();

        assertThat(kept()).doesNotContain("com.acme.Busy: no 95");
    }

    @Test
    void keepsTheThrowableThatAMessageQuotes() {
        Series cause = series("java.io.IOException", "read");
        for (int i = 0; i < 1_000; i++) {
            add(T0 + i, new ThreadRef(2, "reader", false), cause, "disk " + i);
        }
        add(T0 + 2_000, MAIN, series("com.acme.Wrap", "load"), "java.io.IOException: disk 500");
        add(T0 + 2_001, MAIN, series("com.acme.Wrap", "save"), "cannot save; caused by java.io.IOException: disk 600");
        fold();

        assertThat(kept()).contains("java.io.IOException: disk 500", "java.io.IOException: disk 600");
        assertThat(kept()).doesNotContain("java.io.IOException: disk 501");
    }

    @Test
    void keepsTheLatestOfOtherThreadsWhenACauseWasPassedWithoutMessage() {
        Series busy = series("com.acme.Busy", "poll");
        for (int i = 0; i < 1_000; i++) {
            add(T0 + i, new ThreadRef(2, "pool-1", false), busy, "no " + i);
        }
        add(T0 + 2_000, MAIN, wrapping(), null);
        add(T0 + 2_001, new ThreadRef(2, "pool-1", false), busy, "after");
        for (int i = 0; i < 10; i++) {
            add(T0 + 3_000 + i, new ThreadRef(2, "pool-1", false), busy, "end " + i);
        }
        fold();

        assertThat(kept())
                .contains("com.acme.Busy: no 999")
                .doesNotContain("com.acme.Busy: no 998", "com.acme.Busy: after");
    }

    @Test
    void sortsThrowsThatComeOutOfOrder() {
        Series s = series("com.acme.Busy", "poll");
        for (int i = 99; i >= 0; i--) {
            add(T0 + i * 3 * SECOND, MAIN, s, "no " + i);
        }
        fold();

        assertThat(kept()).startsWith("com.acme.Busy: no 0").endsWith("com.acme.Busy: no 99");
        assertThat(s.first).isEqualTo(T0);
    }

    /** The promise on memory: five million throws of a thousand kinds stay some thousand objects. */
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
            add(T0 + i * 1_000L, threads[i % 50], kinds[(i * 31) % 1_000], "message " + i);
        }
        fold();

        assertThat(folder.total()).isEqualTo(total);
        assertThat(folder.table().all().stream().mapToLong(s -> s.count).sum()).isEqualTo(total);
        List<Kept> kept = folder.kept();
        assertThat(kept).hasSizeBetween(4_000, 10_000);
        assertThat(kept.stream().map(k -> k.message).filter(Objects::nonNull)).hasSize(kept.size());
    }

    @Test
    void keepsOneOfEachKindHoweverManyKindsThereAre() {
        int kinds = 120_000;
        for (int i = 0; i < kinds; i++) {
            add(T0 + i * 1_000L, MAIN, folder.table().of("com.acme.K" + i % 100, at("m" + i), "main"), null);
        }
        fold();

        assertThat(folder.table().all().stream().mapToLong(s -> s.count).sum()).isEqualTo(kinds);
        assertThat(folder.table().all()).hasSizeLessThanOrEqualTo(50_000);
        assertThat(folder.kept()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(folder.kept().stream().map(k -> k.series).distinct())
                .hasSize(folder.table().all().size());
    }
}
