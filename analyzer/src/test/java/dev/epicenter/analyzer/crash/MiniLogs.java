package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The logs in src/test/resources/crash; its README says what each holds. */
final class MiniLogs {
    static final List<String> ALL = List.of(
            "jdk8-linux-libzip",
            "jdk8-windows",
            "jdk11-linux-compiler",
            "jdk17-native-memory",
            "jdk21-macos-arm",
            "jdk21-container-limit",
            "jdk21-pasted",
            "jdk25-mapped-file");

    private MiniLogs() {}

    static byte[] bytes(String name) {
        try (InputStream in = MiniLogs.class.getResourceAsStream("/crash/" + name + ".log")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CrashLog log(String name) {
        return read(bytes(name));
    }

    static CrashLog read(byte[] bytes) {
        return CrashLogReader.read("hs_err_pid1.log", new ByteArrayInputStream(bytes))
                .orElseThrow();
    }

    /**
     * Of the process of a {@link dev.epicenter.analyzer.reconstruct.Scene}: pid 1, JDK 17, started with it.
     *
     * @param seconds it had run
     * @param thread  that crashed
     * @param frames  lines of its stack
     * @param thrown  lines of the exceptions' ring
     */
    static String ofScene(int seconds, String thread, String frames, String thrown) {
        return """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f43206a1f00, pid=1, tid=7
                #
                # JRE version: OpenJDK Runtime Environment (17) (build 17)
                # Java VM: OpenJDK 64-Bit Server VM (17, mixed mode, g1 gc, linux-amd64)
                # Problematic frame:
                # C  [libpack.so+0x1139]  pack+0x19
                #

                ---------------  S U M M A R Y ------------

                Command Line: com.acme.Main

                Time: Thu Jan  1 00:00:%02d 2026 UTC elapsed time: %d.000000 seconds (0d 0h 0m 0s)

                ---------------  T H R E A D  ---------------

                Current thread (0x00007f0000000001):  JavaThread "%s" [_thread_in_native, id=7, stack(0x00007f7000000000,0x00007f7000100000)]

                Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
                C  [libpack.so+0x1139]  pack+0x19
                %s

                siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000

                ---------------  P R O C E S S  ---------------

                Java Threads: ( => current thread )
                =>0x00007f0000000001 JavaThread "%s" [_thread_in_native, id=7, stack(0x00007f7000000000,0x00007f7000100000)]

                GC Heap History (2 events):
                Event: 2.000 GC heap before
                {Heap before GC invocations=0 (full 0):
                 garbage-first heap   total 200000K, used 100000K [0x0000000080000000, 0x0000000100000000)
                }
                Event: 2.010 GC heap after
                {Heap after GC invocations=1 (full 0):
                 garbage-first heap   total 200000K, used 50000K [0x0000000080000000, 0x0000000100000000)
                }

                Internal exceptions (9 events):
                %s

                END.
                """
                .formatted(seconds, seconds, thread, frames, thread, thrown);
    }

    static CrashLog text(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }
}
