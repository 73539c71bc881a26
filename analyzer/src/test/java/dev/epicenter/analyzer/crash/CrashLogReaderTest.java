package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.CrashCollection;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashKind;
import dev.epicenter.model.CrashLibrary.Origin;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashSignalHandler;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.FaultArea;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashLogReaderTest {
    @Test
    void readsTheLogOfJdk8() {
        CrashLog log = MiniLogs.log("jdk8-linux-libzip");
        assertThat(log.pid()).isEqualTo(10356);
        assertThat(log.vm().javaVersion()).isEqualTo("1.8.0_212");
        assertThat(log.vm().feature()).isEqualTo(8);
        assertThat(log.vm().platform()).isEqualTo("linux-amd64");
        assertThat(log.vm().collector()).isEqualTo("parallel gc");
        assertThat(log.at()).contains(Instant.parse("2019-06-06T08:01:52Z"));
        assertThat(log.uptime()).contains(Duration.ofMillis(3_601_014));
        assertThat(log.cause().signal()).isEqualTo("SIGBUS");
        assertThat(log.cause().signalCode()).isEqualTo("BUS_ADRERR");
        assertThat(log.problematic().orElseThrow().frame().display()).isEqualTo("libzip.so!newEntry");
        assertThat(log.thread().name()).isEqualTo("deploy-watcher");
        assertThat(log.thread().daemon()).isTrue();
        assertThat(log.notes()).isEmpty();
    }

    @Test
    void keepsAllKindsOfFramesInOrder() {
        CrashLog log = MiniLogs.log("jdk8-linux-libzip");
        assertThat(log.stack().frames())
                .extracting(CrashFrame::kind)
                .containsExactly(
                        CrashFrame.Kind.NATIVE,
                        CrashFrame.Kind.NATIVE,
                        CrashFrame.Kind.COMPILED,
                        CrashFrame.Kind.COMPILED,
                        CrashFrame.Kind.INTERPRETED,
                        CrashFrame.Kind.INTERPRETED,
                        CrashFrame.Kind.INTERPRETED,
                        CrashFrame.Kind.STUB,
                        CrashFrame.Kind.VM);
        assertThat(log.stack().frames().get(3).frame().display()).isEqualTo("java.util.zip.ZipFile.getEntry");
        assertThat(log.stack().frames().get(3).detail()).isEqualTo("c2");
        assertThat(log.stack().frames().get(4).frame().descriptor()).isEqualTo("(Ljava/lang/String;)[B");
    }

    @Test
    void addsJavaFramesWhereTheNativeStackCouldNotBeWalkedAsFar() {
        assertThat(MiniLogs.log("jdk8-windows").stack().frames())
                .extracting(f -> f.frame().display())
                .containsExactly(
                        "atio6axx.dll", "org.lwjgl.opengl.GL11.nglDrawElements", "com.acme.game.Renderer.draw");
    }

    @Test
    void findsWhatLiesAtTheFaultingAddress() {
        assertThat(MiniLogs.log("jdk8-linux-libzip").cause().area()).isEqualTo(FaultArea.MAPPED_FILE);
        assertThat(MiniLogs.log("jdk8-linux-libzip").cause().areaName()).isEqualTo("/srv/app/plugins/reports-2.1.jar");
        assertThat(MiniLogs.log("jdk8-windows").cause().area()).isEqualTo(FaultArea.NULL_PAGE);
        assertThat(MiniLogs.log("jdk11-linux-compiler").cause().area()).isEqualTo(FaultArea.NULL_PAGE);
        assertThat(MiniLogs.log("jdk21-macos-arm").cause().area()).isEqualTo(FaultArea.UNKNOWN);
        assertThat(MiniLogs.log("jdk25-mapped-file").cause().areaName()).isEqualTo("/data/store/segment-17.dat");
    }

    @Test
    void tellsTheAreasApart() {
        assertThat(area("0x00000000fc100008")).isEqualTo(FaultArea.JAVA_HEAP);
        assertThat(area("0x00007f8ec0ec8000")).isEqualTo(FaultArea.CODE_CACHE);
        assertThat(area("0x00007f8e64000100")).isEqualTo(FaultArea.METASPACE);
        assertThat(area("0x00007f8e63000100")).isEqualTo(FaultArea.CDS_ARCHIVE);
        assertThat(area("0x00007f8ed4380100")).isEqualTo(FaultArea.STACK_END);
        assertThat(area("0x00007f8ed4379000")).isEqualTo(FaultArea.STACK_END);
        assertThat(area("0x0000000000000018")).isEqualTo(FaultArea.NULL_PAGE);
        assertThat(area("0xfffffffffffffff8")).isEqualTo(FaultArea.NULL_PAGE);
        assertThat(area("0xdeadbeefdeadbeef")).isEqualTo(FaultArea.NON_CANONICAL);
        assertThat(area("0x00007f8ed916e145")).isEqualTo(FaultArea.LIBRARY);
        assertThat(area("0x00007f0000000000")).isEqualTo(FaultArea.UNMAPPED);
    }

    private static FaultArea area(String address) {
        return MiniLogs.text(
                        """
                # A fatal error has been detected by the Java Runtime Environment:
                #  SIGSEGV (0xb) at pc=0x00007f8ed916e145, pid=9895, tid=9918
                Stack: [0x00007f8ed4380000,0x00007f8ed4480000],  sp=0x00007f8ed4380900,  free space=2k
                siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: %s
                Heap address: 0x00000000fc000000, size: 64 MB, Compressed Oops mode: 32-bit
                CDS archive(s) mapped at: [0x00007f8e63000000-0x00007f8e63bc7000-0x00007f8e63bc7000), size 12349440
                Compressed class space mapped at: 0x00007f8e64000000-0x00007f8ea4000000, reserved size: 1073741824
                 bounds [0x00007f8ec0ec7000, 0x00007f8ec1137000, 0x00007f8ec8400000]
                Dynamic libraries:
                7f8ed916d000-7f8ed9170000 r-xp 00000000 fe:00 4711                  /srv/app/libcrash.so
                """
                                .formatted(address))
                .cause()
                .area();
    }

    @Test
    void readsTheCompilersThreadAndItsTask() {
        CrashLog log = MiniLogs.log("jdk11-linux-compiler");
        assertThat(log.thread().kind()).isEqualTo(CrashThread.Kind.COMPILER);
        assertThat(log.stack().compiling()).isEqualTo("com.acme.pricing.Ladder::step");
        assertThat(log.stack().doing()).isEqualTo("compiling com.acme.pricing.Ladder::step with C2");
        assertThat(log.files())
                .containsExactly("/usr/local/tomcat/bin/core.1", "/usr/local/tomcat/bin/replay_pid1.log");
    }

    @Test
    void readsMemoryAndLimitsInEveryLayout() {
        CrashMemory of11 = MiniLogs.log("jdk11-linux-compiler").memory();
        assertThat(of11.of(CrashMemory.CONTAINER_LIMIT)).isEqualTo(1L << 30);
        assertThat(of11.of(CrashMemory.CONTAINER_USED)).isEqualTo(832_561_152);
        assertThat(of11.of(CrashMemory.THREADS_MAX)).isEqualTo(29_817);
        assertThat(of11.of(CrashMemory.MAPPINGS_MAX)).isEqualTo(65_530);
        assertThat(of11.of(CrashMemory.HEAP_USED)).isEqualTo(201_216L << 10);
        assertThat(of11.values()).doesNotContainKey(CrashMemory.LIMIT_TASKS);
        CrashMemory of21 = MiniLogs.log("jdk21-container-limit").memory();
        assertThat(of21.of(CrashMemory.CONTAINER_LIMIT)).isEqualTo(512L << 20);
        assertThat(of21.of(CrashMemory.CONTAINER_TASKS_LIMIT)).isEqualTo(400);
        CrashMemory of8 = MiniLogs.log("jdk8-linux-libzip").memory();
        assertThat(of8.of(CrashMemory.HEAP_USED)).isEqualTo((84_211L + 412_776) << 10);
        assertThat(of8.of(CrashMemory.LIMIT_TASKS)).isEqualTo(4096);
        assertThat(of8.of(CrashMemory.COMMITTED)).isEqualTo(3_301_912L << 10);
        CrashMemory of25 = MiniLogs.log("jdk25-mapped-file").memory();
        assertThat(of25.of(CrashMemory.HEAP_MAX)).isEqualTo(256L << 20);
        assertThat(of25.of(CrashMemory.HEAP_ERRORS)).isEqualTo(2);
        assertThat(of25.of(CrashMemory.STACK_OVERFLOWS)).isEqualTo(7);
    }

    @Test
    void readsTheVirtualMachinesLastExceptions() {
        assertThat(MiniLogs.log("jdk8-linux-libzip").exceptions())
                .extracting(e -> e.type() + " in " + e.thread() + " at " + e.thrownAt() + " " + e.since())
                .containsExactly(
                        "java.io.FileNotFoundException in deploy-watcher at jni.cpp:709 PT59M50.813S",
                        "java.lang.NoSuchFieldError in deploy-watcher at methodHandles.cpp:1146 PT1H0.113S");
        assertThat(MiniLogs.log("jdk25-mapped-file").exceptions())
                .extracting(e -> e.type() + " " + e.message().orElse("-") + " " + e.thread())
                .containsExactly(
                        "java.lang.NoSuchMethodError 'void a.B.c(int)' reader [1]",
                        "java.lang.NullPointerException - reader [1]");
    }

    @Test
    void readsCollectionsOfEveryCollector() {
        assertThat(MiniLogs.log("jdk8-linux-libzip").collections())
                .containsExactly(new CrashCollection(
                        Duration.ofMillis(3_580_140), 700_000L << 10, 430_000L << 10, 1_005_056L << 10));
        assertThat(MiniLogs.log("jdk25-mapped-file").collections())
                .containsExactly(new CrashCollection(Duration.ofMillis(11_312), 180L << 20, 60L << 20, 200L << 20));
    }

    @Test
    void keepsWhatTheRingsHoldApartFromTheRest() {
        CrashLog log = MiniLogs.log("jdk25-mapped-file");
        assertThat(log.events())
                .extracting(e -> e.ring() + ": " + e.text())
                .containsExactly(
                        "Metaspace Usage History: {metaspace Before GC invocations=0 (full 0):",
                        "VM Operations: Executing safepoint VM operation: XMarkStart");
        assertThat(log.memory().values()).doesNotContainKey(CrashMemory.METASPACE_USED);
    }

    @Test
    void readsLibrariesWithTheirVersionsAndOrigin() {
        assertThat(MiniLogs.log("jdk21-macos-arm").libraries())
                .extracting(l -> l.name() + " " + l.version() + " " + l.origin())
                .containsExactly(
                        "libjvm.dylib  JDK", "libSystem.B.dylib  SYSTEM", "libstore-jni-2.4.1.dylib 2.4.1 OTHER");
        assertThat(MiniLogs.log("jdk8-linux-libzip").libraries())
                .extracting(l -> l.name() + " " + l.version() + " " + l.origin())
                .containsExactly("libzip.so  JDK", "libjvm.so  JDK", "libc-2.17.so 2.17 SYSTEM");
        assertThat(MiniLogs.log("jdk8-windows").libraries())
                .extracting(l -> l.origin())
                .containsExactly(Origin.JDK, Origin.SYSTEM, Origin.SYSTEM);
    }

    @Test
    void seesWhoReplacedASignalHandler() {
        assertThat(MiniLogs.log("jdk8-linux-libzip").handlers())
                .filteredOn(CrashSignalHandler::foreign)
                .extracting(h -> h.signal() + " by " + h.library())
                .containsExactly("SIGFPE by libmonitor.so");
    }

    @Test
    void keepsNoArgumentsOfTheProgramAndNoEnvironmentThatMayHoldSecrets() {
        CrashLog log = MiniLogs.log("jdk8-linux-libzip");
        assertThat(log.vm().mainClass()).isEqualTo("/srv/app/app.jar");
        assertThat(log.vm().environment()).containsOnlyKeys("JAVA_TOOL_OPTIONS");
        assertThat(log.toString()).doesNotContain("hunter2", "do-not-keep-this");
    }

    @Test
    void readsThatMemoryWasRefused() {
        CrashLog log = MiniLogs.log("jdk17-native-memory");
        assertThat(log.cause().kind()).isEqualTo(CrashKind.NATIVE_MEMORY);
        assertThat(log.cause().requestedBytes()).isEqualTo(65_536);
        assertThat(log.cause().source()).isEqualTo("virtualSpaceNode.cpp:110");
        assertThat(MiniLogs.log("jdk21-container-limit").thread().kind()).isEqualTo(CrashThread.Kind.NATIVE);
    }

    @Test
    void readsWhatSomebodyPasted() {
        CrashLog log = MiniLogs.log("jdk21-pasted");
        assertThat(log.cause().signal()).isEqualTo("SIGSEGV");
        assertThat(log.pid()).isEqualTo(6860);
        assertThat(log.vm().javaVersion()).isEqualTo("21.0.3");
        assertThat(log.problematic().orElseThrow().frame().method()).startsWith("rocksdb::DBImpl::GetImpl");
        assertThat(log.notes()).anyMatch(n -> n.contains("cut off"));
    }

    /** As build tools, containers, comments and mails quote it; what counts the lines differs from line to line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[INFO] %2$s\n",
                "2026-05-01T10:00:%1$02d.%1$09dZ stdout F %2$s\n",
                "app-7c9d6 | %2$s\r\n",
                "//            %2$s\n",
                "<span class=\"q\">&gt;&gt; %2$s\n",
                "    %2$s\n"
            })
    void readsWhatAnotherLogQuotes(String format) {
        StringBuilder quoted = new StringBuilder("Starting the service\n");
        List<String> lines = new String(MiniLogs.bytes("jdk21-pasted"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            quoted.append(String.format(Locale.ROOT, format, i, lines.get(i)));
        }

        CrashLog log = MiniLogs.read(quoted.toString().getBytes(StandardCharsets.UTF_8));

        CrashLog plain = MiniLogs.log("jdk21-pasted");
        assertThat(log.cause()).isEqualTo(plain.cause());
        assertThat(log.problematic()).isEqualTo(plain.problematic());
        assertThat(log.signature()).isEqualTo(plain.signature());
    }

    @Test
    void readsWhatMarkdownEmphasises() {
        CrashLog log = MiniLogs.read(
                """
                _A fatal error has been detected by the Java Runtime Environment:_
                 SIGSEGV (0xb) at pc=0x0164df71, pid=621, tid=39102560
                 **Problematic frame:
                 C  [libnet.so+0xef71]  _fini+0x08
                 **
                """
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(log.cause().signal()).isEqualTo("SIGSEGV");
        assertThat(log.problematic().orElseThrow().frame().display())
                .contains("libnet.so")
                .contains("_fini");
    }

    @Test
    void saysWhenThereIsOnlyWhatTheJvmPrints() {
        CrashLog log = MiniLogs.text(
                """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f1975573435, pid=6860, tid=57545
                #
                # An error report file with more information is saved as:
                # /srv/app/hs_err_pid6860.log
                """);
        assertThat(log.notes()).anyMatch(n -> n.contains("give that one"));
    }

    @Test
    void readsEveryWayInWhichASignalIsExplained() {
        String head = "# A fatal error has been detected by the Java Runtime Environment:\n"
                + "#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=1\n";
        CrashLog old = MiniLogs.text(
                head + "siginfo:si_signo=SIGSEGV: si_errno=0, si_code=1 (SEGV_MAPERR)," + " si_addr=0x00000008\n");
        assertThat(old.cause().area()).isEqualTo(FaultArea.NULL_PAGE);
        CrashLog killed = MiniLogs.text(
                head + "siginfo: si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), si_pid: 77," + " si_uid: 0\n");
        assertThat(killed.cause().sender()).hasValue(77);
        assertThat(killed.cause().area()).isEqualTo(FaultArea.NONE);
        CrashLog general = MiniLogs.text(
                head + "siginfo: si_signo: 11 (SIGSEGV), si_code: 128 (SI_KERNEL), si_addr:" + " 0x0000000000000000\n");
        assertThat(general.cause().area()).isEqualTo(FaultArea.NON_CANONICAL);
        CrashLog windows = MiniLogs.text(head.replace("SIGSEGV", "EXCEPTION_ACCESS_VIOLATION")
                + "siginfo: EXCEPTION_ACCESS_VIOLATION (0xc0000005), writing address 0x0000000000000000\n");
        assertThat(windows.cause().access()).isEqualTo("write");
    }

    @Test
    void takesATimeItsZoneOfWhichHasSeveralMeaningsAsUtcAndSaysSo() {
        CrashLog log = MiniLogs.log("jdk11-linux-compiler");
        assertThat(log.at()).contains(Instant.parse("2020-02-14T09:12:44Z"));
        assertThat(log.notes()).anyMatch(n -> n.contains("\"CST\""));
    }

    @Test
    void isNoLogWithoutItsFirstWords() {
        byte[] other = "2026-01-01 INFO started\nSIGSEGV\n".getBytes(StandardCharsets.UTF_8);
        assertThat(CrashLogReader.recognises(other, other.length)).isFalse();
        assertThat(CrashLogReader.read("app.log", new ByteArrayInputStream(other)))
                .isEmpty();
        byte[] log = MiniLogs.bytes("jdk21-pasted");
        assertThat(CrashLogReader.recognises(log, log.length)).isTrue();
    }

    @Test
    void givesTheSameCrashTheSameSignatureOnOtherHostsAndBuilds() {
        CrashLog one = MiniLogs.log("jdk21-pasted");
        CrashLog other = MiniLogs.text(new String(MiniLogs.bytes("jdk21-pasted"), StandardCharsets.UTF_8)
                .replace("4887027544215651946", "1111111111111111111")
                .replace("0x395435", "0x40aa00")
                .replace("0x25", "0x2b")
                .replace("pid=6860, tid=57545", "pid=7, tid=9"));
        CrashLog different = MiniLogs.text(
                new String(MiniLogs.bytes("jdk21-pasted"), StandardCharsets.UTF_8).replace("GetImpl", "WriteImpl"));
        assertThat(other.signature()).isEqualTo(one.signature()).startsWith("v1:");
        assertThat(different.signature()).isNotEqualTo(one.signature());
    }

    @Test
    void knowsWhatRanAlsoWhenArgumentsAreNotOnTheCommandLine() {
        CrashLog log = MiniLogs.text(
                """
                # A fatal error has been detected by the Java Runtime Environment:
                #  SIGSEGV (0xb) at pc=0x1, pid=1, tid=1
                Command Line: -Xmx1g com.acme.Main --port 80
                jvm_args: -javaagent:/opt/monitoring/agent.jar -Dcom.acme.region=north -Xmx1g
                """);
        assertThat(log.vm().mainClass()).isEqualTo("com.acme.Main");
        assertThat(log.vm().arguments()).startsWith("-javaagent:");
    }
}
