package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Story;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the rules said of programs with common libraries and should not have, each case as it was recorded. */
class PrecisionTest {
    @Test
    void aWrapperThatRepeatsItsCauseSpeaksForThatAlone() {
        Story story = new Story();
        Failure business = story.thrown(
                5, "worker", "com.acme.PeriodClosedException", "period is closed", "com.acme.Ledger.credit:3");
        Failure carried = story.thrown(
                5.001,
                "worker",
                "java.util.concurrent.CompletionException",
                "com.acme.PeriodClosedException: period is closed",
                "java.util.concurrent.CompletableFuture.encodeThrowable:315",
                "com.acme.Ledger.run:9");
        story.led(business, Relation.CAUSE, carried);
        story.incident(SymptomKind.TASK_LOST, business, carried, "A task was lost");

        assertThat(story.findings(new UseAfterCloseRule())).isEmpty();
    }

    @Test
    void whatALibraryClosesOnThreadsOfItsOwnIsNoUseAfterClose() {
        Story story = new Story();
        Failure closed = story.thrown(
                5,
                "HttpClient-1-Worker-0",
                "java.nio.channels.ClosedChannelException",
                "",
                "sun.nio.ch.SocketChannelImpl.ensureOpen:195",
                "jdk.internal.net.http.SocketTube.read:10");
        story.incident(SymptomKind.REQUEST_FAILED, closed, closed, "A request failed");

        assertThat(story.findings(new UseAfterCloseRule())).isEmpty();
    }

    @Test
    void whatBeganBeforeIsNoDamageDoneLater() {
        Story story = new Story();
        Failure later = story.thrown(5, "sync", "java.io.IOException", "closed", "com.acme.Sync.fetch:12");
        Failure first = story.thrown(9, "sync", "java.io.IOException", "closed locally", "com.acme.Sync.fetch:12");
        story.led(first, Relation.STATE, later, 0.9, "same-words", "An earlier one had the same words");
        story.incident(SymptomKind.REQUEST_FAILED, first, later, "A request failed");

        assertThat(story.findings(new BrokenStateRule())).isEmpty();
    }

    @Test
    void oneTimeOutThatWasBuiltAnewInTheWaitingThreadIsToldOnce() {
        Story story = new Story();
        Failure timer = story.thrown(
                5,
                "HttpClient-1-SelectorManager",
                "java.net.http.HttpTimeoutException",
                "request timed out",
                "jdk.internal.net.http.ResponseTimerEvent.handle:63");
        Failure caller = story.thrown(
                5.002,
                "sync",
                "java.net.http.HttpTimeoutException",
                "request timed out",
                "jdk.internal.net.http.HttpClientImpl.send:10",
                "com.acme.Sync.fetch:12");
        story.led(timer, Relation.ASYNC, caller);
        story.incident(SymptomKind.REQUEST_FAILED, timer, caller, "A request failed");

        assertThat(story.findings(new TimeoutsRule())).hasSize(1);
    }

    @Test
    void aConstantOfALibraryEndsNoThread() {
        Story story = new Story();
        Failure constant = story.thrown(
                5,
                "eventLoop-1",
                "io.netty.channel.StacklessClosedChannelException",
                "",
                "io.netty.channel.StacklessClosedChannelException.newInstance:41",
                "io.netty.channel.AbstractChannel.<clinit>:50",
                "com.acme.Edge.main:6");
        Failure death = story.condition(5.01, Condition.THREAD_DEATH, "Thread eventLoop-1 ended");
        story.led(constant, Relation.ENDED, death, 0.55, "thread-ended-at-once", "The thread ended 2 ms after it");

        assertThat(story.findings(new UncaughtExceptionRule())).isEmpty();
    }

    @Test
    void aThreadThatMayHaveHandledItIsSaidToHaveEndedByItProbably() {
        Story story = new Story();
        Failure last = story.thrown(5, "parser-1", "java.lang.IllegalArgumentException", "bad", "com.acme.Doc.parse:9");
        Failure death = story.condition(5.01, Condition.THREAD_DEATH, "Thread parser-1 ended");
        story.led(last, Relation.ENDED, death, 0.55, "thread-ended-at-once", "The thread ended 2 ms after it");

        assertThat(story.findings(new UncaughtExceptionRule())).singleElement().satisfies(f -> {
            assertThat(f.summary()).contains("was the last of thread parser-1", "probably by it");
            assertThat(f.counter())
                    .anyMatch(c -> c.contains("a thread that handled it as its last deed looks the same"));
            assertThat(f.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void workersOfOnePoolWhoseExceptionIsNotRecordedAreOneFinding() {
        Story story = new Story();
        for (int i = 1; i <= 9; i++) {
            Failure overflow =
                    story.thrown(i, "indexer-" + i, Condition.STACK_OVERFLOW.typeName(), "used up", StackTrace.EMPTY);
            Failure death =
                    story.thrown(i + 0.1, "indexer-" + i, Condition.THREAD_DEATH.typeName(), "ended", StackTrace.EMPTY);
            story.led(overflow, Relation.ENDED, death);
        }

        assertThat(story.findings(new UncaughtExceptionRule()))
                .singleElement()
                .extracting(Finding::summary)
                .asString()
                .contains("Thread indexer-1 ended", "and so did 8 threads more like it");
    }

    @Test
    void theVirtualMachineReplacesNothingAndDropsNoCause() {
        Story story = new Story();
        Failure cause = story.thrown(
                5,
                "main",
                "java.lang.NumberFormatException",
                "19,0",
                "com.acme.Tables.<clinit>:9",
                "com.acme.Main.main:3");
        Failure initialiser = story.thrown(
                5.001,
                "main",
                "java.lang.ExceptionInInitializerError",
                "Exception java.lang.NumberFormatException: 19,0 [in thread \"main\"]",
                "com.acme.Main.main:3");
        story.led(cause, Relation.WRAP, initialiser, 0.95, LostCauseRule.NO_CAUSE_PASSED, "No cause was passed");
        story.incident(SymptomKind.REQUEST_FAILED, cause, initialiser, "A request failed");

        assertThat(story.findings(new LostCauseRule())).isEmpty();
    }

    @Test
    void aLibraryThatDroppedACauseOnItsOwnIsNotToBeMendedHere() {
        Story story = new Story();
        Failure cause =
                story.thrown(5, "w", "java.net.ConnectException", "refused", "org.lib.Net.connect:1", "com.acme.A.a:1");
        Failure other =
                story.thrown(5.001, "w", "java.io.IOException", "down", "org.lib.Client.open:1", "com.acme.A.a:1");
        story.led(cause, Relation.WRAP, other, 0.95, LostCauseRule.NO_CAUSE_PASSED, "No cause was passed");

        assertThat(story.findings(new LostCauseRule())).isEmpty();
    }

    @Test
    void anInitialiserThatFailedOnceWhileALibraryLookedAroundIsNoWarning() {
        Story story = new Story();
        Failure missing = story.thrown(
                5,
                "main",
                "java.lang.NoClassDefFoundError",
                "org/slf4j/impl/StaticLoggerBinder",
                "io.netty.util.Slf4JLoggerFactory$Holder.<clinit>:3",
                "io.netty.util.InternalLoggerFactory.find:7",
                "io.netty.channel.EventLoopGroup.<clinit>:4",
                "com.acme.Edge.main:6");
        Failure failed = story.thrown(
                5.001,
                "main",
                "java.lang.ExceptionInInitializerError",
                "",
                "io.netty.util.InternalLoggerFactory.find:7",
                "io.netty.channel.EventLoopGroup.<clinit>:4",
                "com.acme.Edge.main:6");
        story.led(missing, Relation.CAUSE, failed);

        assertThat(story.findings(new ClassInitFailureRule())).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.summary()).startsWith("The initialiser of io.netty.util.Slf4JLoggerFactory$Holder failed");
        });
    }

    @Test
    void onePoolThatRanDryIsOneFindingWhereverItWasAskedFor() {
        Story story = new Story();
        Failure leak =
                story.thrown(5, "export", "java.lang.NumberFormatException", "heavy", "com.acme.Export.weight:9");
        Failure web = pooled(story, 10, "web-1", "com.acme.Web.lookUp:18");
        Failure export = pooled(story, 11, "export", "com.acme.Export.export:19");
        story.led(leak, Relation.RESOURCE, web);
        story.led(leak, Relation.RESOURCE, export);

        assertThat(story.findings(new PoolExhaustedRule()))
                .singleElement()
                .extracting(Finding::summary)
                .asString()
                .contains("com.acme.Web.lookUp:18", "and at com.acme.Export.export:19", "recorded twice");
    }

    private static Failure pooled(Story story, double seconds, String thread, String frame) {
        return story.thrown(
                seconds,
                thread,
                "java.sql.SQLTransientConnectionException",
                "Connection is not available, request timed out after 400ms",
                "com.zaxxer.hikari.pool.HikariPool.createTimeoutException:9",
                frame);
    }

    @Test
    void aPipelineWithNobodyToTakeItsErrorNamesTheFailure() {
        Story story = new Story();
        story.thrown(
                5,
                "parallel-1",
                "java.lang.NumberFormatException",
                "For input string: \"n/a\"",
                "java.lang.Double.parseDouble:9",
                "com.acme.Flow.parse:13");
        story.thrown(
                5.003,
                "parallel-1",
                "reactor.core.Exceptions$ErrorCallbackNotImplemented",
                "",
                "reactor.core.Exceptions.errorCallbackNotImplemented:90");

        assertThat(story.findings(new CallbackFailureRule())).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .contains("nobody had subscribed to", "NumberFormatException at com.acme.Flow.parse:13");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.counter()).containsExactly("Which failure it was is concluded from thread and time.");
        });
    }

    @Test
    void retryLoopsWithinEachOtherAreReadOffTheStack() {
        Story story = new Story();
        story.repeated(
                24,
                false,
                1,
                5,
                "w",
                "java.io.FileNotFoundException",
                "volume not mounted",
                Story.stack(
                        "com.acme.Archive.store:15",
                        "io.github.resilience4j.retry.Retry.lambda$decorateCallable$5:269",
                        "com.acme.Archive.lambda$main$2:11",
                        "io.github.resilience4j.retry.Retry.lambda$decorateCallable$5:269",
                        "com.acme.Archive.main:11"));

        assertThat(story.findings(new NestedRetriesRule()))
                .singleElement()
                .extracting(Finding::summary)
                .asString()
                .contains(
                        "24 times below 2 retry loops within each other: Resilience4j's Retry within Resilience4j's Retry");
    }

    @Test
    void aMessageThatALoopOfTheApplicationTakesAgainAndAgainIsToldOnce() {
        Story story = new Story();
        for (String type : List.of("java.lang.NumberFormatException", "com.lib.InvalidFormatException")) {
            story.repeated(
                    40, false, 1, 20, "main", type, "not a number: \"big\"", Story.stack("com.acme.Intake.handle:17"));
        }

        assertThat(story.findings(new PoisonMessageRule())).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.counter()).anyMatch(c -> c.contains("is concluded from its name"));
        });
    }

    @Test
    void tasksThatFailedOneAfterTheOtherAreNoRetriesOfWhoWaitedForOne() {
        Story story = new Story();
        Failure tried = story.repeated(
                16,
                false,
                0.4,
                10,
                "web-1",
                "java.sql.SQLTransientConnectionException",
                "not available",
                Story.stack("com.acme.Web.lookUp:18"));
        Failure waiter = story.thrown(20, "main", "java.util.concurrent.ExecutionException", "", "com.acme.Web.ask:30");
        story.led(tried, Relation.ASYNC, waiter);

        assertThat(story.findings(new RetryStormRule())).isEmpty();
    }

    @Test
    void layersThatLogOneFailureAreToldWhetherOrNotAnIncidentCameOfIt() {
        Story story = new Story().recordedBesides("epicenter.AgentState", 1);
        Failure first = story.thrown(1, "w", "java.io.IOException", "down", "com.acme.Store.read:1");
        Failure wrapper = story.thrown(1.001, "w", "com.acme.OrderException", "no order", "com.acme.Orders.place:5");
        Failure other = story.thrown(2, "w", "java.lang.IllegalStateException", "else", "com.acme.Jobs.run:7");
        story.led(first, Relation.CAUSE, wrapper);
        story.handler(site(0, "com.acme.Orders.place:4", first, "logs it", "throws another that carries it"))
                .handler(site(1, "com.acme.Jobs.loop:9", other, "logs it"));
        assertThat(story.findings(new LogAndRethrowRule())).as("one logs it").isEmpty();

        story.handler(site(2, "com.acme.Web.get:20", wrapper, "logs it"));

        assertThat(story.findings(new LogAndRethrowRule()))
                .singleElement()
                .extracting(Finding::summary)
                .isEqualTo(
                        "2 catch blocks write down one failure on its way, IOException at com.acme.Store.read:1 \"down\":"
                                + " com.acme.Orders.place:4 and com.acme.Web.get:20.");
    }

    private static HandlerSite site(int id, String frame, Failure received, String... does) {
        return new HandlerSite(
                id,
                0,
                Story.frame(frame),
                List.of(received.type()),
                Disposition.LOGGED,
                List.of(does),
                1,
                1,
                Optional.empty(),
                List.of(new HandlerSite.Received(received.type(), 1, Optional.of(received.series()))),
                List.of(),
                List.of());
    }
}
