package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Relation;
import dev.epicenter.rules.Story;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rules that go by where something was thrown: factories, handlers, hooks, callbacks, circles. */
class PlaceRulesTest {
    private static final String ISE = "java.lang.IllegalStateException";

    @Test
    void tellAFactoryThatFailed() {
        Story story = new Story();
        story.thrown(
                5,
                "importer",
                ISE,
                "no priority",
                "com.acme.Workers.newThread:7",
                "java.util.concurrent.ThreadPoolExecutor$Worker.<init>:637",
                "java.util.concurrent.ThreadPoolExecutor.addWorker:928",
                "com.acme.Importer.start:3");

        assertThat(story.findings(new ThreadFactoryFailureRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary())
                        .startsWith("The thread factory com.acme.Workers.newThread:7 failed once"));
    }

    @Test
    void staySilentOnWhatAFactoryCaughtItself() {
        Story story = new Story();
        story.thrown(
                5,
                "importer",
                "java.lang.NumberFormatException",
                "x",
                "java.lang.Integer.parseInt:7",
                "com.acme.Workers.newThread:7",
                "java.util.concurrent.ThreadPoolExecutor.addWorker:928");

        assertThat(story.findings(new ThreadFactoryFailureRule())).isEmpty();
    }

    @Test
    void tellAHandlerOfUncaughtExceptionsThatFailed() {
        Story story = new Story();
        story.thrown(5, "billing", "java.lang.IllegalArgumentException", "order 17", "com.acme.Billing.run:3");
        story.thrown(
                5.01,
                "billing",
                "java.lang.UnsupportedOperationException",
                "no mail",
                "com.acme.Mail.report:9",
                "java.lang.Thread.dispatchUncaughtException:2");

        assertThat(story.findings(new UncaughtHandlerFailureRule()))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.summary())
                                .startsWith("The UncaughtExceptionHandler in com.acme.Mail.report:9 failed once")
                                .contains(
                                        "while it was to report IllegalArgumentException at com.acme.Billing.run:3 \"order 17\""));
    }

    @Test
    void staySilentOnAHandlerThatWentOn() {
        Story story = new Story();
        String dispatch = "java.lang.Thread.dispatchUncaughtException:2";
        story.thrown(5, "b", "java.io.IOException", "a", "com.acme.Mail.open:9", "com.acme.Mail.report:1", dispatch);
        story.thrown(5.1, "b", "java.io.IOException", "later", "com.acme.Other.x:1");

        assertThat(story.findings(new UncaughtHandlerFailureRule())).isEmpty();
    }

    @Test
    void tellAHookThatFailedAfterTheShutdownBegan() {
        Story story = new Story().ended(50, "Shutdown requested from Java", "main", "java.lang.Runtime.exit:1");
        story.thrown(50.1, "save", ISE, "no folder", "com.acme.Save.run:9", "java.lang.Thread.run:840");

        assertThat(story.findings(new ShutdownHookFailureRule()))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.summary()).startsWith("Shutdown hook save ended with IllegalStateException");
                    assertThat(f.counter()).hasSize(1);
                });
    }

    @Test
    void staySilentOnThreadsThatWereThereBefore() {
        Story story = new Story().ended(50, "Shutdown requested from Java", "main", "java.lang.Runtime.exit:1");
        story.thrown(20, "poller", "java.io.IOException", "x", "com.acme.Poll.run:9", "java.lang.Thread.run:840");
        story.thrown(50.1, "poller", ISE, "closed", "com.acme.Poll.run:19", "java.lang.Thread.run:840");

        assertThat(story.findings(new ShutdownHookFailureRule())).isEmpty();
    }

    @Test
    void tellACallbackThatThrew() {
        Story story = new Story();
        story.thrown(
                5,
                "nio-1",
                ISE,
                "",
                "com.acme.Codec.decode:2",
                "com.acme.In.channelRead:7",
                "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead:442");

        assertThat(story.findings(new CallbackFailureRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("left the callback com.acme.In.channelRead:7, called by io.netty.channel"));
    }

    @Test
    void staySilentOnOperatorsThatHandFailuresDown() {
        Story story = new Story();
        story.thrown(
                5,
                "nio-1",
                ISE,
                "",
                "com.acme.Price.parse:2",
                "reactor.core.publisher.FluxMap$MapSubscriber.onNext:106");

        assertThat(story.findings(new CallbackFailureRule())).isEmpty();
    }

    @Test
    void staySilentOnWhatACallbackMadeSomethingElseOf() {
        Story story = new Story();
        Failure inner = story.thrown(5, "nio-1", ISE, "", "com.acme.In.onNext:2", "io.grpc.ServerImpl.call:4");
        Failure outer = story.thrown(5.01, "nio-1", "com.acme.Wrapped", "", "com.acme.Other.make:2");
        story.led(inner, Relation.CAUSE, outer);

        assertThat(story.findings(new CallbackFailureRule())).isEmpty();
    }

    @Test
    void nameTheCircleOfARecursion() {
        Story story = new Story().recursion(40, "com.acme.A.print:0", "com.acme.B.print:0");

        assertThat(story.findings(new RunawayRecursionRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .isEqualTo("Recursion deeper than the recorder looks: com.acme.B.print calls com.acme.A.print calls"
                        + " com.acme.B.print. 40 samples of running code consist of it."));
    }

    @Test
    void nameTheCircleThatAStackOverflowErrorWentThrough() {
        String[] frames = new String[64];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = i < 4 ? "com.acme.Leaf.x" + i + ":1" : i % 2 == 0 ? "com.acme.A.a:1" : "com.acme.B.b:1";
        }
        Story story = new Story();
        story.thrown(5, "w", "java.lang.StackOverflowError", "", frames);

        assertThat(story.findings(new RunawayRecursionRule())).singleElement().satisfies(f -> {
            assertThat(f.summary()).contains("com.acme.A.a", "calls", "A stack that ran over was seen once.");
            assertThat(f.score()).isEqualTo(RunawayRecursionRule.SCORE);
        });
    }

    @Test
    void findNoCircleInAStackThatHasNone() {
        String[] frames = new String[40];
        Arrays.setAll(frames, i -> "com.acme.C" + i % 20 + ".m" + i + ":1");

        assertThat(RunawayRecursionRule.cycle(Story.stack(frames).frames())).isEmpty();
    }

    @Test
    void tellTheWorkersThatAFactoryDoesNotReplace() {
        Story story = new Story();
        Failure failed = story.thrown(
                5,
                "pool-1-thread-1",
                ISE,
                "",
                "com.acme.W.newThread:7",
                "java.util.concurrent.ThreadPoolExecutor.addWorker:928",
                "java.util.concurrent.ThreadPoolExecutor.processWorkerExit:1021");
        story.led(failed, Relation.ENDED, story.condition(5.1, Condition.THREAD_DEATH, "ended"));

        assertThat(story.findings(new ThreadFactoryFailureRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).contains("the pool is one thread smaller"));
    }
}
