package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.reconstruct.Scene;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.Failure;
import dev.epicenter.model.HeapSample;
import dev.epicenter.model.Incident;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import org.junit.jupiter.api.Test;

/** A fatal error log and a recording: of one process, or not. */
class CrashJoinTest {
    private static final String PACKS = "j  com.acme.Pack.pack(J)V+0\nj  com.acme.Orders.place()V+7";
    private static final String NOTHING_THROWN = "No events";

    private static CrashLog log(int seconds, String thread, String frames, String thrown) {
        return MiniLogs.text(MiniLogs.ofScene(seconds, thread, frames, thrown));
    }

    private static Failure crash(Analysis analysis) {
        return analysis.graph().failure(analysis.crashes().get(0).failure().orElseThrow());
    }

    @Test
    void theCrashIsAFailureWithItsThreadAndItsNativeAndJavaFrames() {
        Analysis analysis = new Scene().analysis(log(20, "main", PACKS, NOTHING_THROWN));

        assertThat(crash(analysis)).satisfies(f -> {
            assertThat(f.type()).isEqualTo(Condition.CRASH.typeName());
            assertThat(f.thread().name()).isEqualTo("main");
            assertThat(f.stack().frames())
                    .extracting(x -> x.qualifiedMethod())
                    .containsExactly("libpack.so!pack", "com.acme.Pack.pack", "com.acme.Orders.place");
        });
        assertThat(analysis.verdict()).isEqualTo(Verdict.INCIDENT);
        assertThat(analysis.incidents())
                .singleElement()
                .extracting(i -> i.symptom().kind())
                .isEqualTo(SymptomKind.CRASH);
    }

    @Test
    void aFailureOfTheSameCallJustBeforeIsLinkedToTheCrash() {
        Analysis analysis = new Scene()
                .throwing(
                        19_990,
                        "main",
                        "com.acme.BadOrder",
                        "no lines",
                        "com.acme.Orders.place:7",
                        "com.acme.Main.main:3")
                .analysis(log(20, "main", "j  com.acme.Orders.place()V+7", NOTHING_THROWN));

        assertThat(Scene.told(analysis.graph())).contains("BadOrder -ended-> jvm.crash");
        Incident incident = analysis.incidents().get(0);
        assertThat(analysis.graph()
                        .failure(incident.rootCauses().get(0).failure())
                        .type())
                .isEqualTo("com.acme.BadOrder");
    }

    @Test
    void aFailureThatWasThrownOftenWithoutACrashDidNotLeadToOne() {
        Scene scene = new Scene();
        for (int millis = 18_000; millis <= 19_990; millis += 199) {
            scene.throwing(millis, "main", "com.acme.BadOrder", "no lines", "com.acme.Orders.place:7");
        }
        Analysis analysis = scene.analysis(log(20, "main", "j  com.acme.Orders.place()V+7", NOTHING_THROWN));

        Incident incident = analysis.incidents().get(0);
        assertThat(analysis.graph()
                        .failure(incident.rootCauses().get(0).failure())
                        .type())
                .isEqualTo(Condition.CRASH.typeName());
    }

    @Test
    void aFailureOfAnotherThreadIsNotLinkedToTheCrash() {
        Analysis analysis = new Scene()
                .throwing(19_990, "other", "com.acme.BadOrder", "no lines", "com.acme.Orders.place:7")
                .analysis(log(20, "main", PACKS, NOTHING_THROWN));

        assertThat(Scene.told(analysis.graph())).noneMatch(l -> l.endsWith("jvm.crash"));
    }

    @Test
    void anExceptionInTheLogIsTheOneRecordedAtThatTimeInThatThread() {
        String ring =
                """
                Event: 5.000 Thread 0x00007f0000000001 Exception <a 'com/acme/Missing'{0x00000000ffa764c8}: a.B> (0x00000000ffa764c8)
                thrown [src/hotspot/share/prims/jni.cpp, line 516]
                Event: 9.000 Thread 0x00007f0000000001 Exception <a 'com/acme/Missing'{0x00000000ffa764d8}: c.D> (0x00000000ffa764d8)
                thrown [src/hotspot/share/prims/jni.cpp, line 516]
                """;
        Analysis analysis = new Scene()
                .throwing(5_010, "main", "com.acme.Missing", "a.B", "com.acme.Orders.place:7")
                .throwing(9_005, "other", "com.acme.Missing", "c.D", "com.acme.Orders.place:7")
                .analysis(log(20, "main", PACKS, ring));

        assertThat(analysis.crashes().get(0).exceptions())
                .extracting(e -> e.recorded()
                        .map(id -> analysis.graph().failure(id).message().orElse(""))
                        .orElse("-"))
                .containsExactly("a.B", "-");
    }

    @Test
    void exceptionsThatBothHaveTellHowTheClocksDiffer() {
        StringBuilder ring = new StringBuilder();
        Scene scene = new Scene().length(22_000);
        for (int i = 1; i <= 5; i++) {
            ring.append("Event: ")
                    .append(2 * i)
                    .append(".000 Thread 0x00007f0000000001 Exception <a 'com/acme/Missing'{0x00000000ffa764c8}: n")
                    .append(i)
                    .append("> (0x00000000ffa764c8)\nthrown [src/hotspot/share/prims/jni.cpp, line 516]\n");
            scene.throwing(2_000 * i + 700, "main", "com.acme.Missing", "n" + i, "com.acme.Orders.place:7");
        }
        Analysis analysis =
                scene.shutdown(21_900, "VM Error", "main").analysis(log(20, "main", PACKS, ring.toString()));

        assertThat(analysis.crashes().get(0).at()).contains(Scene.at(20_700));
        assertThat(analysis.crashes().get(0).exceptions())
                .allMatch(e -> e.recorded().isPresent());
    }

    @Test
    void theLogsCollectionsAreOnTheTimelineWhereTheRecordingHasNone() {
        Analysis analysis = new Scene().analysis(log(20, "main", PACKS, NOTHING_THROWN));

        assertThat(analysis.timeline().heap())
                .containsExactly(new HeapSample(Scene.at(2_010), 50_000L << 10, 200_000L << 10));
    }

    @Test
    void aLogOfAnotherProcessIsToldAndNotMixedIn() {
        String ours = MiniLogs.ofScene(20, "main", PACKS, NOTHING_THROWN);

        assertStranger(ours.replace("pid=1,", "pid=99,"), "its process id is 99, not 1");
        assertStranger(
                ours.replace("(17) (build 17)", "(21.0.2+13) (build 21.0.2+13)"), "it ran on JDK 21.0.2, not 17");
        assertStranger(
                ours.replace("Command Line: com.acme.Main", "Command Line: com.acme.Other"), "it ran com.acme.Other");
        assertStranger(ours.replace("00:00:20 2026", "00:00:07 2026"), "before the recording ended");
        assertStranger(ours.replace("Jan  1", "Jan  2"), "after the recording did");
    }

    private static void assertStranger(String text, String why) {
        Analysis analysis = new Scene()
                .throwing(19_990, "main", "com.acme.BadOrder", "no lines", "com.acme.Orders.place:7")
                .ends(19_995, "main")
                .analysis(MiniLogs.text(text));

        CrashLog log = analysis.crashes().get(0);
        assertThat(log.notes()).anyMatch(n -> n.contains("not of the process that was recorded") && n.contains(why));
        assertThat(log.process()).isEmpty();
        assertThat(analysis.timeline().heap()).isEmpty();
        assertThat(Scene.told(analysis.graph())).noneMatch(l -> l.endsWith("jvm.crash"));
        assertThat(crash(analysis).message().orElse("")).contains("another process than the one recorded");
    }

    @Test
    void aLogWithoutAZoneIsNotTakenForAnotherProcessForItsTime() {
        String text = MiniLogs.ofScene(20, "main", PACKS, NOTHING_THROWN)
                .replace("Thu Jan  1 00:00:20 2026 UTC", "Thu Jan  1 05:30:20 2026 IST");

        CrashLog log = new Scene().analysis(MiniLogs.text(text)).crashes().get(0);

        assertThat(log.process()).isPresent();
        assertThat(log.at()).contains(Scene.at(20_000));
    }

    @Test
    void aSignalSentByAProcessIsAKill() {
        String text = MiniLogs.ofScene(20, "main", PACKS, NOTHING_THROWN)
                .replace(
                        "si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000",
                        "si_code: 0 (SI_USER), si_pid: 77, si_uid: 0");

        Analysis analysis = new Scene().analysis(MiniLogs.text(text));

        assertThat(crash(analysis).type()).isEqualTo(Condition.KILLED.typeName());
        assertThat(analysis.incidents())
                .singleElement()
                .extracting(i -> i.symptom().kind())
                .isEqualTo(SymptomKind.KILLED);
    }

    @Test
    void memoryThatRanOutIsTheRootAndTheCrashItsEnd() {
        Analysis analysis = new Scene()
                .analysis(
                        MiniLogs.text(
                                """
                #
                # There is insufficient memory for the Java Runtime Environment to continue.
                # Native memory allocation (mmap) failed to map 65536 bytes. Error detail: Failed to commit metaspace.
                #  Out of Memory Error (virtualSpaceNode.cpp:110), pid=1, tid=7
                #
                # JRE version: OpenJDK Runtime Environment (17) (build 17)
                """));

        assertThat(Scene.told(analysis.graph())).containsExactly("jvm.out-of-memory -ended-> jvm.crash");
        assertThat(analysis.incidents()).singleElement().satisfies(i -> assertThat(analysis.graph()
                        .failure(i.rootCauses().get(0).failure())
                        .message()
                        .orElse(""))
                .contains("Native memory"));
    }
}
