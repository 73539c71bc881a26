package dev.epicenter.analyzer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.CrashLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Logs that are cut or made to hurt: what is there is read, and nothing grows or hangs. {@code FuzzTest} has damaged ones. */
class HostileCrashLogTest {
    @Test
    void readsALogThatIsCutAnywhere() {
        for (String name : MiniLogs.ALL) {
            byte[] whole = MiniLogs.bytes(name);
            int title = 1
                    + new String(whole, StandardCharsets.UTF_8)
                            .lines()
                            .takeWhile(l -> !l.contains("Java Runtime Environment") && !l.contains("Java "))
                            .mapToInt(l -> l.length() + 1)
                            .sum();
            int told = 0;
            for (int end = 0; end <= whole.length; end += 1 + end / 400) {
                byte[] cut = Arrays.copyOf(whole, end);
                boolean read =
                        CrashLogReader.read(name, new ByteArrayInputStream(cut)).isPresent();
                assertThat(read || end < title + 80).as(name + " cut at " + end).isTrue();
                told += read ? 1 : 0;
            }
            assertThat(told).isPositive();
        }
    }

    @Test
    void alwaysDiagnosesSomething() {
        for (String name : MiniLogs.ALL) {
            byte[] whole = MiniLogs.bytes(name);
            for (int end = whole.length; end > 200; end -= 97) {
                CrashLogReader.read(name, new ByteArrayInputStream(Arrays.copyOf(whole, end)))
                        .ifPresent(log -> assertThat(log.diagnoses()).isNotEmpty());
            }
        }
    }

    @Test
    void cutsLinesAndListsThatDoNotEnd() {
        String head = "# A fatal error has been detected by the Java Runtime Environment:\n"
                + "#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=1\n";
        String frames = "Native frames:\n" + "C  [libx.so+0x1]  f+0x1\n".repeat(50_000) + "\n";
        String threads = "Java Threads: ( => current thread )\n"
                + "  0x00007f8ed00183b0 JavaThread \"main\" [_thread_blocked, id=1]\n".repeat(50_000);
        String ring = "\nInternal exceptions (9 events):\n"
                + "Event: 1.0 Thread 0x1 Exception <a 'a/B'> (0x1) thrown at [x.cpp, line 1]\n".repeat(50_000);
        String line = "\nsiginfo: " + "a".repeat(5_000_000) + "\n";
        CrashLog log = MiniLogs.text(head + frames + threads + ring + line);
        assertThat(log.stack().frames()).hasSizeLessThan(1_000);
        assertThat(log.threads()).hasSizeLessThan(10_000);
        assertThat(log.exceptions()).hasSizeLessThan(10_000);
        assertThat(log.memory().of("threads")).isEqualTo(50_000);
    }

    @Test
    void readsNumbersThatDoNotFit() {
        String huge = "9".repeat(400);
        CrashLog log = MiniLogs.text("# A fatal error has been detected by the Java Runtime Environment:\n"
                + "#  SIGSEGV (0xb) at pc=0x1, pid=" + huge + ", tid=1\n"
                + "Time: Sat Nov 99 99:40:02 2026 UTC elapsed time: " + huge + " seconds\n"
                + "elapsed time: 999999999999.999999999 seconds (\n"
                + "Stack: [0x" + huge + ",0x1],  sp=0x1,  free space=" + huge + "k\n"
                + "memory_limit_in_bytes: 999999999999999G\n"
                + "MemTotal: " + huge + " kB\n");
        assertThat(log.pid()).isEqualTo(-1);
        assertThat(log.at()).isEmpty();
        assertThat(log.memory().values()).doesNotContainKeys("container-limit", "physical");
    }

    @Test
    void stopsReadingWhatHasNoEnd() {
        InputStream endless = new InputStream() {
            private long count;

            @Override
            public int read() {
                return ++count % 80 == 0 ? '\n' : 'x';
            }
        };
        byte[] head = MiniLogs.bytes("jdk21-pasted");
        CrashLog log = CrashLogReader.read(
                        "endless",
                        new SequenceInputStream(
                                Collections.enumeration(java.util.List.of(new ByteArrayInputStream(head), endless))))
                .orElseThrow();
        assertThat(log.notes()).anyMatch(n -> n.contains("longer than"));
    }

    @Test
    void readsWhatThereIsBeforeTheStreamBreaks() {
        byte[] bytes = MiniLogs.bytes("jdk25-mapped-file");
        InputStream breaking = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at > 2_000) {
                    throw new IOException("gzip ends early");
                }
                return bytes[at++];
            }
        };
        assertThat(CrashLogReader.read("torn.gz", breaking)
                        .orElseThrow()
                        .cause()
                        .signal())
                .isEqualTo("SIGBUS");
    }
}
