package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.read.AgentRecord.InterruptStep;
import dev.epicenter.analyzer.read.AgentRecord.Lines;
import dev.epicenter.analyzer.read.AgentRecord.Member;
import dev.epicenter.model.Disposition;
import dev.epicenter.model.FailureGraph;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failure left unfinished, by the agent's maps of the code. */
class AgentStateTest {
    private static final String RUN = "java.lang.Thread.run:840";
    private static final String NPE = "java.lang.NullPointerException";

    /** Loading fails at line 20 of start; something finds the table null five seconds later. */
    private static Scene table() {
        return new Scene()
                .throwing(
                        100,
                        "init",
                        "com.acme.ReadException",
                        "x",
                        "com.acme.Files.read:7",
                        "com.acme.Words.start:20",
                        RUN)
                .number(1)
                .throwing(
                        5_000,
                        "web-1",
                        NPE,
                        "Cannot invoke \"java.util.Map.get(Object)\" because \"this.table\" is null",
                        "com.acme.Words.find:40",
                        RUN)
                .number(2);
    }

    @Test
    void findsTheFieldThatAnAbortedMethodWouldHaveAssigned() {
        FailureGraph graph = table().agent(new AgentTold()
                        .method("com.acme.Words.start:18", 22, new Member("com.acme.Words", "table", 20, ""))
                        .cause(8, 9))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("ReadException -state-> NullPointerException");
        assertThat(graph.links().get(0).evidence().get(0).name()).isEqualTo("aborted-assignment");
        assertThat(graph.links().get(0).confidence()).isGreaterThan(0.85);
    }

    /** Something complains of a wrong state soon after a failure below the same class. */
    private static Scene complaint() {
        return new Scene()
                .throwing(
                        100,
                        "main",
                        "lib.NoBeanException",
                        "none of type lib.Initializer",
                        "lib.Beans.get:70",
                        "com.acme.App.start:12",
                        RUN)
                .number(1)
                .throwing(900, "web-1", "java.lang.IllegalStateException", "not started", "com.acme.App.serve:40", RUN)
                .number(2);
    }

    @Test
    void blamesNoFailureThatALibraryHandledBeforeItCameToTheApplication() {
        assertThat(Scene.told(complaint().agent(new AgentTold()).graph()))
                .containsExactly("NoBeanException -state-> IllegalStateException");
        assertThat(Scene.told(complaint()
                        .agent(new AgentTold()
                                .handler(
                                        7,
                                        "lib.Beans.get:71",
                                        73,
                                        new Lines(69, 70),
                                        Disposition.SWALLOWED,
                                        "continues")
                                .handled(100.5, "main", 1, 7))
                        .graph()))
                .isEmpty();
    }

    @Test
    void findsTheFieldThatAnAbortedCallWouldHaveAssigned() {
        Member byCall = new Member("com.acme.Words", "table", 20, "fill");
        assertThat(Scene.told(table().agent(new AgentTold().method("com.acme.Words.start:18", 22, byCall))
                        .graph()))
                .containsExactly("ReadException -state-> NullPointerException");
    }

    @Test
    void asksTheCalledMethodItselfWhereTheFailureLeftIt() {
        Scene inside = new Scene()
                .throwing(
                        100,
                        "main",
                        "com.acme.ReadException",
                        "no such file",
                        "com.acme.Words.fill:52",
                        "com.acme.Words.start:20",
                        RUN)
                .number(1)
                .throwing(
                        5_000,
                        "web-1",
                        NPE,
                        "Cannot invoke \"java.util.Map.get(Object)\" because \"this.table\" is null",
                        "com.acme.Words.find:40",
                        RUN)
                .number(2);
        FailureGraph graph = inside.agent(new AgentTold()
                        .method("com.acme.Words.start:18", 22, new Member("com.acme.Words", "table", 20, "fill"))
                        .method("com.acme.Words.fill:50", 54, new Member("com.acme.Words", "table", 51, "")))
                .graph();
        assertThat(graph.links().stream().flatMap(l -> l.evidence().stream()))
                .noneMatch(e -> e.name().equals("aborted-assignment"));
    }

    @Test
    void blamesNoMethodThatHadAssignedTheFieldBefore() {
        FailureGraph graph = table().agent(new AgentTold()
                        .method("com.acme.Words.start:18", 22, new Member("com.acme.Words", "table", 19, "")))
                .graph();
        assertThat(graph.links().stream().flatMap(l -> l.evidence().stream()))
                .noneMatch(e -> e.name().equals("aborted-assignment"));
    }

    @Test
    void findsWhatACatchBlockWentOnWithout() {
        FailureGraph graph = new Scene()
                .throwing(100, "t", "com.acme.ReadException", "x", "com.acme.Files.read:7", "com.acme.Job.run:20", RUN)
                .number(1)
                .throwing(
                        103,
                        "t",
                        NPE,
                        "Cannot invoke \"String.length()\" because \"text\" is null",
                        "com.acme.Job.run:26",
                        RUN)
                .number(2)
                .agent(new AgentTold()
                        .assigning(
                                7,
                                "com.acme.Job.run:22",
                                23,
                                new Lines(19, 21),
                                Disposition.SWALLOWED,
                                List.of(new Member("", "text", 20, "")),
                                "ignores",
                                "continues")
                        .handled(101, "t", 1, 7))
                .graph();
        assertThat(Scene.told(graph)).containsExactly("ReadException -state-> NullPointerException");
    }

    @Test
    void joinsASwallowedInterruptWithWhoWaitedForTheEnd() {
        Scene scene = new Scene()
                .throwing(
                        100,
                        "worker",
                        "java.lang.InterruptedException",
                        "sleep interrupted",
                        "com.acme.Work.rest:9",
                        RUN)
                .number(1)
                .throwing(
                        2_100,
                        "main",
                        "com.acme.StopException",
                        "still runs",
                        "com.acme.Main.stop:31",
                        "com.acme.Main.main:5")
                .number(2);
        AgentTold asked = new AgentTold()
                .interrupt(
                        InterruptStep.REQUESTED,
                        99,
                        "worker",
                        "main",
                        0,
                        0,
                        "java.lang.Thread.interrupt:1",
                        "com.acme.Main.stop:29")
                .interrupt(InterruptStep.SWALLOWED, 101, "worker", "worker", 1, 7);
        assertThat(Scene.told(scene.agent(asked).graph()))
                .containsExactly("InterruptedException -state-> StopException");
        AgentTold elsewhere = new AgentTold()
                .interrupt(InterruptStep.REQUESTED, 99, "worker", "other", 0, 0, "com.acme.Other.stop:29")
                .interrupt(InterruptStep.SWALLOWED, 101, "worker", "worker", 1, 7);
        assertThat(scene.agent(elsewhere).graph().links()).isEmpty();
    }
}
