package dev.epicenter.analyzer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries inputs by number. One that fails is kept in {@code target} and the next one tried, so that a run tells of many. How many:
 * {@code -Dfuzz.inputs=100000}; from which number: {@code -Dfuzz.seed=7}.
 */
public final class FuzzRun {
    private static final long FIRST = Long.getLong("fuzz.seed", 0);
    /** Of the whole process, collector and compilers included, so that a busy machine makes no difference. */
    private static final long MAX_CPU_NANOS = 5_000_000_000L;

    private static final long HANGS_NANOS = 120_000_000_000L;
    private static final int MAX_FAILURES = 20;
    private static final int TOLD = 10;

    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String what;
    private final Path directory;
    private final List<String> failures = new ArrayList<>();
    private long slowest;
    private volatile @Nullable Current current;

    /** What is being tried, and since when. */
    private record Current(long number, FuzzInput input, long since) {}

    private FuzzRun(String what, Path directory) {
        this.what = what;
        this.directory = directory;
    }

    /** Makes the input of a number. */
    @FunctionalInterface
    public interface Inputs<I extends FuzzInput> {
        I number(long number) throws IOException;
    }

    /** What is done with an input, which is in a file. */
    @FunctionalInterface
    public interface Trial<I extends FuzzInput> {
        void run(I input, Path file) throws Exception;
    }

    /** How many inputs, when so many are tried unless somebody says otherwise. */
    public static int count(int usually) {
        return Integer.getInteger("fuzz.inputs", usually);
    }

    /**
     * Tries them.
     *
     * @param what      a file name's start
     * @param directory where the file of an input is made
     * @throws AssertionError when one fails: by an exception, by more than 5 s of CPU time, or since it does not end
     */
    public static <I extends FuzzInput> void over(
            String what, int count, Path directory, Inputs<I> inputs, Trial<I> trial) throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor(r -> {
            Thread thread = new Thread(r, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
        try {
            new FuzzRun(what, directory).run(count, inputs, trial, worker);
        } finally {
            worker.shutdownNow();
        }
    }

    /** All of it is the worker's: to hand over each input alone takes longer on a busy machine than to try it. */
    private <I extends FuzzInput> void run(int count, Inputs<I> inputs, Trial<I> trial, ExecutorService worker)
            throws Exception {
        Future<?> all = worker.submit(() -> {
            tryAll(count, inputs, trial);
            return null;
        });
        while (!all.isDone()) {
            Current now = current;
            try {
                all.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (now != null && now == current && System.nanoTime() - now.since > HANGS_NANOS) {
                    failed(now.number, now.input, e);
                    throw new AssertionError(what + " hangs: " + failures, e); // nobody can stop it
                }
            }
        }
        all.get();
        assertThat(failures).as(what + ", inputs from " + FIRST).isEmpty();
    }

    private <I extends FuzzInput> void tryAll(int count, Inputs<I> inputs, Trial<I> trial) throws IOException {
        long start = CPU.getProcessCpuTime();
        long number = FIRST;
        while (number < FIRST + count && failures.size() < MAX_FAILURES) {
            I input = inputs.number(number);
            Path file = Files.write(directory.resolve(what), input.bytes());
            current = new Current(number, input, System.nanoTime());
            long before = CPU.getProcessCpuTime();
            try {
                trial.run(input, file);
                long took = CPU.getProcessCpuTime() - before;
                if (number > FIRST) { // which pays for loading all classes
                    slowest = Math.max(slowest, took);
                    assertThat(took).as("CPU time in nanoseconds").isLessThan(MAX_CPU_NANOS);
                }
            } catch (Exception | Error e) {
                failed(number, input, e);
            }
            number++;
            if ((number - FIRST) % Math.max(1_000, count / TOLD) == 0) {
                tell("so far", number, start);
            }
        }
        tell("done", number, start);
    }

    private void tell(String how, long next, long start) {
        System.err.printf(
                "%s: %,d inputs from number %d %s, %d failures, %.0f s of CPU, the slowest %.2f s%n",
                what,
                next - FIRST,
                FIRST,
                how,
                failures.size(),
                (CPU.getProcessCpuTime() - start) / 1e9,
                slowest / 1e9);
    }

    private void failed(long number, FuzzInput input, Throwable why) throws IOException {
        Path kept = Files.write(Path.of("target", "fuzz-" + number + "-" + what), input.bytes());
        String text = "number " + number + ", of " + input.name() + ", kept as " + kept + ": " + why;
        failures.add(text);
        System.err.println(text);
        for (StackTraceElement frame : why.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.epicenter.")) {
                System.err.println("    at " + frame);
            }
        }
    }
}
