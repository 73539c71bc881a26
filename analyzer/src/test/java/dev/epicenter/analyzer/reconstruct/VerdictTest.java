package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import org.junit.jupiter.api.Test;

/** When something is an incident: what is usual and what is a change, what was handled and what was not. */
class VerdictTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String REFLECTION = "java.lang.reflect.InvocationTargetException";

    /** Bad requests from second {@code from} on: what a handler throws, and what a framework makes of it. */
    private static Scene badRequests(Scene scene, int from, int every) {
        for (int t = from; t < 20_000; t += every) {
            scene.throwing(
                            t,
                            "http-1",
                            "com.acme.ClosedException",
                            "closed on Monday",
                            "com.acme.Visits.visit:18",
                            "org.frame.Invoker.invoke:258",
                            RUN)
                    .carrying(t + 0.3, "http-1", REFLECTION, "org.frame.Invoker.invoke:260", RUN);
        }
        return scene;
    }

    private static boolean isBackground(Analysis analysis, String type) {
        return analysis.graph().series().stream()
                .filter(s -> s.type().equals(type))
                .allMatch(FailureSeries::background);
    }

    @Test
    void whatIsThrownSinceTheProgramHadStartedIsWeather() {
        Scene starting = new Scene();
        for (int second = 0; second <= 9; second++) {
            starting.classes(second * 1000, 1000 + 500L * second);
        }
        for (int second = 10; second < 20; second++) {
            starting.classes(second * 1000, 5500 + second);
        }

        Analysis analysis = badRequests(starting, 9_500, 250).analysis();

        assertThat(isBackground(analysis, "com.acme.ClosedException")).isTrue();
        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void theSameInAProgramThatHadStartedLongBeforeIsAChange() {
        Scene running = new Scene();
        for (int second = 0; second < 20; second++) {
            running.classes(second * 1000, 5500 + second);
        }

        Analysis analysis = badRequests(running, 9_500, 250).analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void whatBeginsInTheFirstQuarterIsAChangeWhenItsWorkWasUnderWayBefore() {
        Scene scene = new Scene()
                .weather(
                        300,
                        "client-1",
                        "com.acme.EmptyRowException",
                        "c7",
                        "com.acme.Region.get:17",
                        "com.acme.Table.read:41",
                        RUN);
        for (int t = 4_000; t < 20_000; t += 300) {
            scene.throwing(
                    t,
                    "client-1",
                    "com.acme.NotServingException",
                    "r3",
                    "com.acme.Server.get:33",
                    "com.acme.Table.read:41",
                    RUN);
        }

        Analysis analysis = scene.analysis();

        assertThat(isBackground(analysis, "com.acme.EmptyRowException")).isTrue();
        assertThat(isBackground(analysis, "com.acme.NotServingException")).isFalse();
    }

    @Test
    void whatBeginsInTheFirstQuarterIsWeatherWhenItsWorkBeganThen() {
        Scene scene = new Scene();
        for (int t = 4_000; t < 20_000; t += 300) {
            scene.throwing(
                    t,
                    "client-1",
                    "com.acme.NotServingException",
                    "r3",
                    "com.acme.Server.get:33",
                    "com.acme.Table.read:41",
                    RUN);
        }

        assertThat(isBackground(scene.analysis(), "com.acme.NotServingException"))
                .isTrue();
    }

    @Test
    void oneDriversFailuresAreDifferentKindsWhereTheApplicationCallsItForDifferentThings() {
        Scene scene = new Scene()
                .weather(
                        50,
                        "desk-1",
                        "db.SqlException",
                        "duplicate key",
                        "db.Driver.receive:9",
                        "com.acme.Patients.add:20",
                        "com.acme.Desk.serve:5",
                        RUN);
        for (int t = 9_000; t < 20_000; t += 400) {
            scene.throwing(
                    t,
                    "desk-1",
                    "db.SqlException",
                    "value too long",
                    "db.Driver.receive:9",
                    "com.acme.Notes.write:35",
                    "com.acme.Desk.serve:6",
                    RUN);
        }

        long usual = scene.analysis().graph().series().stream()
                .filter(FailureSeries::background)
                .count();

        assertThat(usual).isEqualTo(1);
    }

    @Test
    void anErrorIsNobodysHabit() {
        Analysis analysis = new Scene()
                .weather(
                        200,
                        "http-1",
                        "java.lang.NoClassDefFoundError",
                        "Could not initialize class com.acme.Fonts",
                        "com.acme.Page.draw:12",
                        "com.acme.Web.get:9",
                        RUN)
                .analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void aComplaintThatKeepsComingSinceSomethingChangedIsAnIncident() {
        Analysis analysis = payments("com.acme.StaleRateException", "rate of USD timed out", 10_000, 700);

        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        assertThat(analysis.incidents().get(0).symptom().kind()).isEqualTo(SymptomKind.REQUEST_FAILED);
    }

    @Test
    void soIsAnythingThatEveryRequestMeetsFromThenOn() {
        assertThat(payments("com.acme.RateException", "no rate of USD", 10_000, 100)
                        .verdict())
                .isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void aTrickleThatBeginsLateAndDoesNotComplainIsNone() {
        assertThat(payments("com.acme.EmptyShelfException", "shelf without pieces", 10_000, 1_700)
                        .verdict())
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void norIsWhatIsRefusedSinceThreadsWereToldToEnd() {
        Scene scene = new Scene();
        for (String worker : new String[] {"job-1", "job-2"}) {
            scene.throwing(9_990, worker, "java.lang.InterruptedException", null, "com.acme.Job.run:46", RUN);
        }
        for (int t = 10_000; t < 20_000; t += 100) {
            scene.throwing(
                    t,
                    "source",
                    "java.util.concurrent.RejectedExecutionException",
                    "rejected from [Terminated]",
                    "com.acme.Source.submit:9",
                    "com.acme.Source.loop:5",
                    RUN);
        }
        for (int t = 50; t < 20_000; t += 200) {
            scene.throwing(
                    t,
                    "source",
                    "java.lang.NumberFormatException",
                    "x",
                    "com.acme.Source.parse:3",
                    "com.acme.Source.loop:4",
                    RUN);
        }

        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    /** Payments all the time, which fail from some moment on. */
    private static Analysis payments(String type, String message, int from, int every) {
        Scene scene = new Scene()
                .weather(
                        300,
                        "pay-1",
                        "com.acme.BadCardException",
                        "expired",
                        "com.acme.Cards.check:7",
                        "com.acme.Payments.pay:30",
                        RUN);
        for (int t = from; t < 20_000; t += every) {
            scene.throwing(t + 5, "pay-1", type, message, "com.acme.Rates.rate:18", "com.acme.Payments.pay:33", RUN);
        }
        return scene.analysis();
    }

    @Test
    void aLibrarysTranslationOfItsOwnFailureSaysNoMoreThanTheFailure() {
        Scene scene = new Scene();
        for (int t : new int[] {7_000, 14_000}) {
            scene.throwing(
                            t,
                            "till-1",
                            "db.TakenException",
                            "number is taken",
                            "db.Table.add:121",
                            "sql.Statement.run:70",
                            "com.acme.Stall.sell:60",
                            RUN)
                    .carrying(
                            t + 0.2,
                            "till-1",
                            "sql.StatementException",
                            "sql.Statement.run:72",
                            "com.acme.Stall.sell:60",
                            RUN);
        }

        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void theApplicationsOwnTranslationSaysThatItCouldNotGoOn() {
        Scene scene = new Scene();
        for (int t : new int[] {7_000, 14_000}) {
            scene.throwing(
                            t,
                            "till-1",
                            "db.TakenException",
                            "number is taken",
                            "db.Table.add:121",
                            "com.acme.Stall.sell:60",
                            RUN)
                    .carrying(
                            t + 0.2,
                            "till-1",
                            "com.acme.SaleException",
                            "com.acme.Stall.sell:64",
                            "com.acme.Till.ring:8",
                            RUN);
        }

        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.INCIDENT);
    }

    @Test
    void whatTheProgramTriedWhileItStartedIsNoIncidentOnceItRuns() {
        Scene scene = new Scene();
        for (int second = 0; second < 20; second++) {
            scene.classes(second * 1000, second < 5 ? 1000 + 800L * second : 5000);
        }

        Analysis analysis = scene.throwing(
                        2_000,
                        "main",
                        "java.net.MalformedURLException",
                        "no protocol: banner.txt",
                        "lib.Resources.url:9",
                        "com.acme.Main.main:12")
                .carrying(
                        2_000.3,
                        "main",
                        "lib.NoBannerException",
                        "lib.Banner.find:20",
                        "com.acme.Banners.print:14",
                        "com.acme.Main.main:12")
                .wrapping(
                        2_000.5,
                        "main",
                        "com.acme.BannerException",
                        "none",
                        "com.acme.Banners.print:16",
                        "com.acme.Main.main:12")
                .analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void aLibraryThatExitsAfterAFailureInAThreadOfTheServerIsAnIncident() {
        Analysis analysis = new Scene()
                .throwing(
                        19_000,
                        "http-1",
                        "org.xml.sax.SAXParseException",
                        "no comment",
                        "org.form.Parser.read:30",
                        "org.form.Parser.parse:12",
                        "com.acme.Forms.render:19",
                        RUN)
                .throwing(
                        19_000.2,
                        "http-1",
                        "com.sun.org.apache.xerces.internal.xni.parser.XMLParseException",
                        "no comment",
                        "org.form.Parser.read:30",
                        "org.form.Parser.parse:12",
                        "com.acme.Forms.render:19",
                        RUN)
                .shutdown(
                        19_001,
                        "Shutdown requested from Java",
                        "http-1",
                        "java.lang.Runtime.exit:115",
                        "java.lang.System.exit:1834",
                        "org.form.Diagnostics.fatal:8",
                        "org.form.Parser.parse:15",
                        "com.acme.Forms.render:19",
                        RUN)
                .analysis();

        Incident worst = analysis.incidents().get(0);
        assertThat(worst.symptom().kind()).isEqualTo(SymptomKind.EXIT);
        assertThat(analysis.graph().failure(worst.root().failure()).type()).isEqualTo("org.xml.sax.SAXParseException");
    }

    private static Dumps joined(String worker) {
        return new Dumps()
                .thread(
                        "main",
                        "WAITING (on object monitor)",
                        "at java.lang.Object.wait(java.base@17.0.15/Native Method)",
                        "- waiting on <0x1> (a java.lang.Thread)",
                        "at java.lang.Thread.join(java.base@17.0.15/Thread.java:1313)",
                        "at com.acme.Dispatcher.stop(Dispatcher.java:52)",
                        "at com.acme.Main.main(Main.java:38)")
                .thread(
                        worker,
                        "WAITING (parking)",
                        "at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)",
                        "at java.util.concurrent.LinkedBlockingQueue.take(java.base@17.0.15/LinkedBlockingQueue.java:435)",
                        "at com.acme.Dispatcher.loop(Dispatcher.java:34)");
    }

    private static Scene interrupted() {
        return new Scene()
                .waits("main", "com.acme.Main.main:20", 11_000, 990)
                .throwing(
                        12_000,
                        "dispatcher",
                        "java.lang.InterruptedException",
                        "sleep interrupted",
                        "java.lang.Thread.sleep:1",
                        "com.acme.Script.waitFor:12",
                        "com.acme.Dispatcher.loop:36",
                        RUN);
    }

    @Test
    void aStopThatWaitsForAThreadThatAteItsInterruptHangs() {
        Analysis analysis =
                interrupted().dump(19_000, joined("dispatcher").text()).analysis();

        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        Incident worst = analysis.incidents().get(0);
        assertThat(worst.symptom().kind()).isEqualTo(SymptomKind.HANG);
        assertThat(analysis.graph().failure(worst.root().failure()).type()).isEqualTo("java.lang.InterruptedException");
    }

    @Test
    void aMainThreadThatWaitsForItsServerForEverDoesNot() {
        assertThat(interrupted()
                        .dump(19_000, joined("server").text())
                        .analysis()
                        .verdict())
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void aTimeLimitThatCancelsTheWorkIsNoIncident() {
        Scene scene = new Scene();
        for (int i = 0; i < 12; i++) {
            int at = 9_000 + 300 * i;
            scene.throwing(
                            at,
                            "search-1",
                            "java.util.concurrent.TimeoutException",
                            "recommendations took longer than 150 ms",
                            "lib.Limiter.within:40",
                            "com.acme.Search.page:21",
                            RUN)
                    .carrying(
                            at + 0.4,
                            "io-1",
                            "java.lang.InterruptedException",
                            "java.util.concurrent.FutureTask.report:122",
                            "com.acme.Search.recommend:33",
                            RUN);
        }
        assertThat(scene.analysis().verdict()).isEqualTo(Verdict.HEALTHY);
    }
}
