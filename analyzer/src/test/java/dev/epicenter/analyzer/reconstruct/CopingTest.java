package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Verdict;
import org.junit.jupiter.api.Test;

/** What programs that are well cope with, and the same where they don't. */
class CopingTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor.runWorker:1136";
    private static final String[] ROW = {"com.acme.Rows.parse:17", "com.acme.ImportJob.call:30", POOL, RUN};

    /** Bad rows from second nine on, in threads that are started at {@code started} milliseconds. */
    private static Analysis badRows(double started) {
        Scene scene = new Scene().starts(started, "batch-1", "main", "java.lang.Thread.start:798");
        for (int t = 9_050; t < 19_000; t += 150) {
            scene.throwing(t, "batch-1", "java.time.DateTimeException", "FEBRUARY 30", ROW)
                    .wrapping(t + 0.2, "batch-1", "com.acme.MalformedRowException", "bad date", ROW);
        }
        return scene.analysis();
    }

    private static boolean isUsual(Analysis analysis, String type) {
        return analysis.graph().series().stream()
                .filter(s -> s.type().equals(type))
                .allMatch(FailureSeries::background);
    }

    @Test
    void whatAJobMeetsSinceItsThreadsWereStartedIsUsualInIt() {
        Analysis analysis = badRows(9_000);

        assertThat(isUsual(analysis, "com.acme.MalformedRowException")).isTrue();
        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void whatThreadsMeetThatHadRunLongBeforeIsAChange() {
        assertThat(badRows(2_000).verdict()).isEqualTo(Verdict.INCIDENT);
    }

    /** Requests over a library with threads of its own run out of time, at these milliseconds. */
    private static Scene timeouts(int... times) {
        Scene scene = new Scene();
        for (int t : times) {
            scene.throwing(
                            t,
                            "selector",
                            "java.net.http.HttpTimeoutException",
                            "request timed out",
                            "jdk.internal.net.http.ResponseTimerEvent.handle:63",
                            "jdk.internal.net.http.HttpClientImpl$SelectorManager.run:904")
                    .carrying(
                            t + 4,
                            "pricer-1",
                            "java.util.concurrent.ExecutionException",
                            "java.util.concurrent.CompletableFuture.reportGet:396",
                            "jdk.internal.net.http.HttpClientImpl.send:554",
                            "com.acme.Prices.fetch:14",
                            RUN)
                    .throwing(
                            t + 4.2,
                            "pricer-1",
                            "java.net.http.HttpTimeoutException",
                            "request timed out",
                            "jdk.internal.net.http.HttpClientImpl.send:572",
                            "com.acme.Prices.fetch:14",
                            RUN);
        }
        return scene;
    }

    @Test
    void aPartnersTroubleThatPassesIsNone() {
        assertThat(timeouts(6_000, 6_400, 7_100, 8_000).analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void itIsOneWhileItLasts() {
        int[] times = new int[24];
        for (int i = 0; i < times.length; i++) {
            times[i] = 8_000 + 500 * i;
        }

        assertThat(timeouts(times).analysis().verdict()).isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void ofAttemptsAtOneCallNoneIsTheOthersCause() {
        Scene scene = new Scene();
        for (int i = 0; i < 3; i++) {
            String[] frames = {
                "java.util.concurrent.CompletableFuture.reportGet:396",
                "jdk.internal.net.http.HttpClientImpl.send:55" + i,
                "com.acme.Prices.fetch:14",
                RUN
            };
            scene.waits("pricer-" + i, "com.acme.Prices.fetch:14", 5_000, 1_000.0 + 40 * i)
                    .carrying(6_001 + 40.0 * i, "pricer-" + i, "java.util.concurrent.ExecutionException", frames);
        }

        assertThat(Scene.told(scene.graph())).isEmpty();
    }

    @Test
    void aConstructorThatThrewLeavesNothingUnfinished() {
        Scene scene = new Scene()
                .throwing(5_000, "worker", "com.acme.RangeException", "-1", "com.acme.Money.<init>:15", RUN)
                .throwing(5_400, "worker", "java.lang.NullPointerException", null, "com.acme.Money.add:40", RUN);

        assertThat(Scene.told(scene.graph())).isEmpty();
    }

    @Test
    void inputThatCannotBeReadIsNotAboutState() {
        Scene scene = new Scene()
                .throwing(5_000, "worker", "com.acme.RangeException", "-1", "com.acme.Desk.load:15", RUN)
                .throwing(
                        5_400,
                        "worker",
                        "java.lang.NumberFormatException",
                        "For input string: \"x\"",
                        "java.lang.Integer.parseInt:668",
                        "com.acme.Desk.number:40",
                        RUN);

        assertThat(Scene.told(scene.graph())).isEmpty();
    }

    @Test
    void mainThatEndsAfterALibraryTriedSomethingHadDoneItsWork() {
        Scene scene = new Scene()
                .throwing(
                        4_600,
                        "main",
                        "javax.management.NotCompliantMBeanException",
                        "not compliant",
                        "com.sun.jmx.mbeanserver.Introspector.check:1",
                        "com.sun.jmx.mbeanserver.Introspector.test:2",
                        "com.sun.jmx.interceptor.Interceptor.register:3",
                        "com.sun.jmx.mbeanserver.Server.register:4",
                        "org.xnio.Xnio.register:5",
                        "org.xnio.Xnio.start:6",
                        "com.acme.Home.main:75")
                .ends(4_610, "main");

        assertThat(Scene.told(scene.graph())).noneMatch(link -> link.contains("thread-death"));
    }

    @Test
    void whoFindsThingsClosedAsTheProcessClosesDownEndsAnyway() {
        Scene scene = new Scene()
                .throwing(
                        19_700,
                        "typeahead",
                        "java.util.concurrent.RejectedExecutionException",
                        "rejected from [Terminated]",
                        "java.util.concurrent.ThreadPoolExecutor.reject:833",
                        "com.acme.Typing.ask:51",
                        RUN)
                .ends(19_701, "typeahead")
                .shutdown(19_900, "No remaining non-daemon Java threads", "DestroyJavaVM");

        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void aUsualTypeThatBreaksOutIsNews() {
        Scene scene = new Scene();
        for (int t = 50; t < 20_000; t += 400) {
            scene.throwing(
                    t, "http-1", "com.acme.UserMistake", "~7", "com.acme.Quotes.mistake:30", "com.acme.Web.get:9", RUN);
        }
        for (int t = 10_000; t < 20_000; t += 100) {
            scene.throwing(
                    t,
                    "http-1",
                    "java.lang.NumberFormatException",
                    "Character , is no digit",
                    "java.math.BigDecimal.<init>:586",
                    "com.acme.Quotes.rate:42",
                    "com.acme.Web.get:9",
                    RUN);
        }

        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.INCIDENT);
    }
}
