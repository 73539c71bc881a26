package dev.epicenter.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the process for each operation, in nanoseconds: all of its threads, user and system, but for those of the JIT compiler, which work
 * off in their own time what a start leaves them. On a machine that does other things too, the time of the clock says little.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String LABEL = "cpu";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;
    private long compilersBefore;

    @Override
    public String getDescription() {
        return "CPU time of the process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        compilersBefore = compilerNanos();
        before = system.getProcessCpuTime();
    }

    /** Linux only, elsewhere 0; compiler threads must not come and go meanwhile (-XX:-UseDynamicNumberOfCompilerThreads). */
    private static long compilerNanos() {
        long nanos = 0;
        File[] threads = new File("/proc/self/task").listFiles();
        for (File thread : threads == null ? new File[0] : threads) {
            try {
                if (Files.readString(thread.toPath().resolve("comm")).contains("CompilerThre")) {
                    String times = Files.readString(thread.toPath().resolve("schedstat"));
                    nanos += Long.parseLong(times.substring(0, times.indexOf(' ')));
                }
            } catch (IOException e) {
                // A thread that has ended.
            }
        }
        return nanos;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = system.getProcessCpuTime() - before - (compilerNanos() - compilersBefore);
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(LABEL, nanos / operations, "ns/op", AggregationPolicy.AVG));
    }
}
