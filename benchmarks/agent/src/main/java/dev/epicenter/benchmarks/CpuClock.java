package dev.epicenter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of this process: all of its threads, user and system, but for those of the JIT compiler, which work off in their own time what
 * a start leaves them.
 */
final class CpuClock {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Nanoseconds so far. */
    long nanos() {
        long compilers = nanosOfCompilers(Path.of("/proc/self"));
        return system.getProcessCpuTime() - compilers;
    }

    /** Linux only, elsewhere 0; compiler threads must not come and go meanwhile (-XX:-UseDynamicNumberOfCompilerThreads). */
    private static long nanosOfCompilers(Path process) {
        long nanos = 0;
        File[] threads = process.resolve("task").toFile().listFiles();
        for (File thread : threads == null ? new File[0] : threads) {
            nanos += isCompiler(thread) ? nanosOf(thread) : 0;
        }
        return nanos;
    }

    /** The same of another process, whose threads stay; Linux only. */
    static long nanosOf(long pid) {
        long nanos = 0;
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        for (File thread : threads == null ? new File[0] : threads) {
            nanos += isCompiler(thread) ? 0 : nanosOf(thread);
        }
        return nanos;
    }

    private static boolean isCompiler(File thread) {
        try {
            return Files.readString(thread.toPath().resolve("comm")).contains("CompilerThre");
        } catch (IOException e) {
            // A thread that has ended.
            return false;
        }
    }

    private static long nanosOf(File thread) {
        try {
            String times = Files.readString(thread.toPath().resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            return 0;
        }
    }
}
