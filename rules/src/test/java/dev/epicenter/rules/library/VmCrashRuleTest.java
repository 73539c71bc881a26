package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Condition;
import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashStack;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.CrashVm;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FaultArea;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Severity;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VmCrashRuleTest {
    private final Rule rule = new VmCrashRule();

    @Test
    void tellsWhereItCrashedWhatItFitsAndWhatToDo() {
        Story story = new Story();
        Failure crash = story.condition(50, Condition.CRASH, "The virtual machine crashed: SIGSEGV");
        story.incident(SymptomKind.CRASH, crash, crash, "The JVM crashed")
                .crashed(log(0.9, Optional.of(0), Optional.of(crash.id()), List.of()));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.summary())
                    .startsWith("hs_err_pid42.log says: SIGSEGV in libacme.so!pack of thread worker-1.")
                    .contains("Native code got a null pointer: It read address 0");
            assertThat(f.remedy()).startsWith("Check the pointer.").contains("Known from: https://example.org/null.");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.evidence()).isNotEmpty();
            assertThat(f.incidents()).containsExactly("incident-1");
        });
    }

    @Test
    void isLessSureOfAPatternThatFitsLoosely() {
        Story sure = new Story().crashed(log(0.9, Optional.of(0), Optional.empty(), List.of()));
        Story loose = new Story().crashed(log(0.4, Optional.of(0), Optional.empty(), List.of()));

        assertThat(loose.findings(rule)).singleElement().satisfies(f -> {
            assertThat(f.counter()).contains("The pattern fits only loosely.");
            assertThat(f.score()).isLessThan(sure.findings(rule).get(0).score());
        });
    }

    @Test
    void countsTheExceptionsThatTheRecordingHasToo() {
        CrashException both = new CrashException(
                Duration.ofSeconds(49), "worker-1", "com.acme.Broken", Optional.empty(), "jni.cpp:5", Optional.of(3));
        Story story = new Story().crashed(log(0.9, Optional.of(0), Optional.empty(), List.of(both)));

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("1 of its last exceptions are in the recording too"));
    }

    @Test
    void asksForTheLogWhereOnlyTheRecordingTellsOfTheCrash() {
        Story story = new Story();
        Failure crash = story.condition(50, Condition.CRASH, "The virtual machine crashed (VM Error)");
        story.incident(SymptomKind.CRASH, crash, crash, "The JVM crashed").ended(50, "VM Error", "worker-1");

        assertThat(story.findings(rule)).singleElement().satisfies(f -> assertThat(f.remedy())
                .contains("hs_err_pid"));
    }

    @Test
    void asksForTheRecordedProcessLogWhereTheOneGivenIsAnothers() {
        Story story = new Story().crashed(log(0.9, Optional.empty(), Optional.empty(), List.of()));
        story.condition(50, Condition.CRASH, "The virtual machine crashed (VM Error)");

        assertThat(story.findings(rule)).hasSize(2);
    }

    @Test
    void staysSilentWhenTheProcessEndedOtherwise() {
        Story story = new Story().ended(59, "Shutdown requested from Java", "main");
        Failure killed = story.condition(59, Condition.KILLED, "The process was killed");
        story.incident(SymptomKind.KILLED, killed, killed, "It was killed");

        assertThat(story.findings(rule)).isEmpty();
    }

    private static CrashLog log(
            double confidence, Optional<Integer> process, Optional<Integer> failure, List<CrashException> exceptions) {
        CrashFrame top = new CrashFrame(CrashFrame.Kind.NATIVE, Frame.ofNative("libacme.so", "pack"), "+0x1a");
        return new CrashLog(
                "hs_err_pid42.log",
                "v1:4f2a",
                42,
                Optional.of(Story.at(50)),
                Optional.of(Duration.ofSeconds(50)),
                new CrashCause(
                        CrashKind.SIGNAL,
                        "SIGSEGV",
                        "SEGV_MAPERR",
                        OptionalLong.empty(),
                        "read",
                        OptionalLong.of(0),
                        FaultArea.NULL_PAGE,
                        "",
                        "",
                        "",
                        0),
                Optional.of(top),
                new CrashThread("worker-1", CrashThread.Kind.JAVA, "in-native", false, 7),
                new CrashStack("", "", List.of(top), 1 << 20, 1 << 19),
                new CrashVm(
                        "OpenJDK", "17.0.15", 17, "linux-amd64", "g1 gc", "", "", new TreeMap<>(), "", new TreeMap<>()),
                CrashMemory.UNKNOWN,
                List.of(),
                exceptions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new CrashDiagnosis(
                        "native-null",
                        "Native code got a null pointer",
                        confidence,
                        List.of("It read address 0"),
                        "Somebody gave it null.",
                        "Check the pointer.",
                        List.of("https://example.org/null"))),
                process,
                failure,
                List.of());
    }
}
