package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import dev.epicenter.rules.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of time and load: retries, breakers, queues, growth, rates. */
class LoadRulesTest {
    @Test
    void multiplyTheTriesOfLayers() {
        Story story = layered(12, 4, 1);

        assertThat(story.findings(new NestedRetriesRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .contains(
                        "was tried about 12 times for each",
                        "3 in com.acme.Client.call and 4 in com.acme.Service.call"));
    }

    @Test
    void staySilentOnOneLayerOfRetries() {
        assertThat(layered(3, 3, 3).findings(new NestedRetriesRule())).isEmpty();
    }

    private static Story layered(long tries, long client, long service) {
        Story story = new Story();
        Failure tried = story.repeated(
                tries,
                false,
                0.1,
                5,
                "job",
                "java.net.ConnectException",
                "refused",
                Story.stack("com.acme.Client.send:1", "com.acme.Client.call:5", "com.acme.Service.call:3"));
        Failure first = story.repeated(
                client,
                false,
                0.3,
                6,
                "job",
                "com.acme.ClientException",
                "",
                Story.stack("com.acme.Client.call:9", "com.acme.Service.call:3"));
        Failure second = story.repeated(
                service, false, 1, 8, "job", "com.acme.ServiceException", "", Story.stack("com.acme.Service.call:7"));
        story.led(tried, Relation.CAUSE, first);
        story.led(first, Relation.CAUSE, second);
        return story;
    }

    @Test
    void tellOfABreakerThatStaysOpen() {
        assertThat(breaker(10, 50).findings(new CircuitLeftOpenRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary())
                        .contains("refused 98 calls", "it opened after IOException", "never came again"));
    }

    @Test
    void staySilentOnABreakerThatClosesAgain() {
        assertThat(breaker(10, 6).findings(new CircuitLeftOpenRule())).isEmpty();
        assertThat(breaker(10, 2).findings(new CircuitLeftOpenRule())).isEmpty();
    }

    private static Story breaker(double opened, double seconds) {
        Story story = new Story();
        story.thrown(opened - 1, "web", "java.io.IOException", "500", "com.acme.Pay.pay:3");
        story.repeated(
                Math.round(seconds * 2) - 2,
                false,
                0.5,
                opened,
                "web",
                "x.CallNotPermittedException",
                "CircuitBreaker 'pay' is OPEN",
                Story.stack("com.acme.Pay.pay:1"));
        return story;
    }

    @Test
    void tellOfAMessageThatComesBack() {
        assertThat(consumed("For input string: \"1O\"", "com.acme.Orders.onMessage:4")
                        .findings(new PoisonMessageRule()))
                .singleElement()
                .satisfies(f ->
                        assertThat(f.summary()).contains("came 12 times in com.acme.Orders.onMessage, every 1.0 s"));
    }

    @Test
    void staySilentOnFailuresThatAreNotOfOneMessage() {
        assertThat(consumed("bad input", "com.acme.Orders.onMessage:4").findings(new PoisonMessageRule()))
                .isEmpty();
        assertThat(consumed("For input string: \"x\"", "com.acme.Web.get:4").findings(new PoisonMessageRule()))
                .isEmpty();
    }

    private static Story consumed(String message, String frame) {
        Story story = new Story();
        story.repeated(
                12,
                false,
                1,
                5,
                "consumer",
                "java.lang.NumberFormatException",
                message,
                Story.stack("java.lang.Integer.parseInt:1", frame));
        return story;
    }

    @Test
    void tellOfThreadsThatNeverEnd() {
        Story story = new Story()
                .created("com.acme.Sessions.open:5", "listener-#", 60, 0)
                .created("com.acme.Web.x:5", "web-#", 500, 495);
        for (int second = 0; second < 60; second++) {
            story.liveThreads(second, 20 + second);
        }

        assertThat(story.findings(new ThreadLeakRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .isEqualTo(
                        "Live threads rose from 20 to 79, 60.0 a minute (95% interval 60.0 to 60.0). Started and not ended while"
                                + " recording: 60 by com.acme.Sessions.open:5 (listener-#)."));
    }

    @Test
    void staySilentOnThreadsThatOnlyStartUp() {
        Story story = new Story();
        for (int second = 0; second < 60; second++) {
            story.liveThreads(second, Math.min(200, 20 + 20 * second));
        }

        assertThat(story.findings(new ThreadLeakRule())).isEmpty();
    }

    @Test
    void projectWhenMemoryIsUsedUp() {
        Story story = new Story();
        for (int second = 0; second < 60; second += 2) {
            story.resident(second, 500 + 5L * second, 1_000);
        }

        assertThat(story.findings(new NativeMemoryGrowthRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("rose from 500 MB to 790 MB, 300 MB a minute", "the limit of 1,000 MB is reached in 42.0 s"));
    }

    @Test
    void staySilentOnMemoryThatTheHeapTook() {
        Story story = new Story().heapAfter(1, 100).heapAfter(59, 400);
        for (int second = 0; second < 60; second += 2) {
            story.resident(second, 500 + 5L * second, 1_000);
        }

        assertThat(story.findings(new NativeMemoryGrowthRule())).isEmpty();
    }

    @Test
    void tellWhenARateJumped() {
        Story story = new Story();
        story.repeated(200, false, 0.1, 30, "web", "java.io.IOException", "x", Story.stack("com.acme.A.a:1"));

        assertThat(story.findings(new RateChangeRule()))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.summary())
                                .startsWith(
                                        "Burst: IOException at com.acme.A.a:1 went from 0.0/s to 10.0/s, from 12:00:30.000 UTC to 12:00:50.000 UTC"));
    }

    @Test
    void staySilentOnASteadyRateAndWhereAllIsWell() {
        Story steady = new Story();
        steady.repeated(600, false, 0.1, 0, "web", "java.io.IOException", "x", Story.stack("com.acme.A.a:1"));
        Story well = new Story().verdict(Verdict.HEALTHY);
        well.repeated(200, false, 0.1, 30, "web", "java.io.IOException", "x", Story.stack("com.acme.A.a:1"));

        assertThat(steady.findings(new RateChangeRule())).isEmpty();
        assertThat(well.findings(new RateChangeRule())).isEmpty();
    }

    @Test
    void findTheKneeOfRecovery() {
        assertThat(loaded(true).findings(new RecoveryCurveRule()))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.summary()).startsWith("Up to about ").contains("100% of ", "beyond, 0% of "));
        assertThat(loaded(false).findings(new RecoveryCurveRule())).isEmpty();
    }

    /** Threads rise by one a second; three failures a second, from the middle on each ends in an incident. */
    private static Story loaded(boolean escaping) {
        Story story = new Story();
        for (int second = 0; second < 60; second++) {
            story.liveThreads(second, 10 + second);
        }
        story.repeated(90, false, 1.0 / 3, 0, "web", "java.io.IOException", "x", Story.stack("com.acme.A.a:1"));
        Failure late = story.repeated(
                90, false, 1.0 / 3, 30, "web", "java.io.IOException", "y", Story.stack("com.acme.A.a:2"));
        Failure end = story.repeated(
                escaping ? 90 : 1, false, 1.0 / 3, 30, "web", "com.acme.Failed", "", Story.stack("com.acme.Web.w:1"));
        story.led(late, Relation.CAUSE, end);
        return story.incident(SymptomKind.REQUEST_FAILED, late, end, "failed");
    }

    @Test
    void fitFailuresAgainstWhatGrows() {
        Story story = new Story();
        Failure root = story.thrown(1, "web", "java.io.IOException", "x", "com.acme.A.a:1");
        Failure end = root;
        for (int second = 0; second < 60; second++) {
            story.liveThreads(second, 10 + second);
            for (int i = 0; i < second / 6; i++) {
                end = story.thrown(second + i * 0.01, "web", "com.acme.Failed", "", "com.acme.Web.w:" + (i + 1));
                story.led(root, Relation.CAUSE, end);
                story.incident(SymptomKind.REQUEST_FAILED, end, end, "failed");
            }
        }

        assertThat(story.findings(new AmplificationRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .startsWith("With each 10 more live threads come ")
                .contains("It rose from 10 to 69; its limit is not recorded"));
    }

    @Test
    void tellOfCarriersThatWereAllHeld() {
        Story story = new Story().startedWith("-Djdk.virtualThreadScheduler.parallelism=2");
        story.stood(5, 2, "v1", VirtualThreadPinningRule.PINNED, "com.acme.Rates.load:3")
                .stood(5.5, 2, "v2", VirtualThreadPinningRule.PINNED, "com.acme.Rates.load:3");
        story.thrown(6, "web", "java.util.concurrent.TimeoutException", "", "com.acme.Quote.get:3");

        assertThat(story.findings(new VirtualThreadPinningRule()))
                .hasSize(2)
                .first()
                .satisfies(
                        f -> assertThat(f.summary())
                                .startsWith(
                                        "All 2 carriers were held by pinned virtual threads for 1.5 s from 12:00:05.500 UTC on. 1 failure ran"));
    }

    @Test
    void staySilentOnShortPinning() {
        Story story = new Story().startedWith("-Djdk.virtualThreadScheduler.parallelism=2");
        story.stood(5, 0.03, "v1", VirtualThreadPinningRule.PINNED, "com.acme.Rates.load:3");

        assertThat(story.findings(new VirtualThreadPinningRule())).isEmpty();
    }

    @Test
    void nameWhoStoodStillWhileAPoolWasEmpty() {
        Story story = new Story()
                .stood(3, 9, "report-1", "jdk.ThreadSleep", "com.acme.Report.run:3")
                .stood(3, 9, "report-2", "jdk.SocketRead", "java.net.S.read:1", "com.acme.Report.run:3")
                .stood(20, 9, "late", "jdk.ThreadSleep", "com.acme.Late.run:3");
        Failure empty = story.thrown(
                5,
                "web",
                "java.sql.SQLTransientConnectionException",
                "pool - Connection is not available, request timed out after 1000ms.",
                "com.zaxxer.H.get:1",
                "com.acme.Web.get:5");
        story.led(empty, Relation.CAUSE, story.thrown(5.1, "web", "com.acme.Failed", "", "com.acme.Web.w:1"));

        assertThat(story.findings(new PoolExhaustedRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .startsWith("A pool had nothing left to give once")
                .endsWith(
                        "Meanwhile others stood still in the application: 2 threads in com.acme.Report.run (9.0 s)."));
    }

    @Test
    void takeTheirParametersFromTheUser() {
        assertThat(consumed("For input string: \"1O\"", "com.acme.Orders.onMessage:4")
                        .findings(new PoisonMessageRule(), Map.of("min-times", "13")))
                .isEmpty();
    }
}
