package dev.epicenter.benchmarks;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the agent is in the way of: catch blocks that nothing reaches, throwing and catching, handing work over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Overhead {
    /** System property: whether all is done within a span of OpenTelemetry. */
    static final String SPAN = "overhead.span";

    private static final int FRAMES = 20;
    private static final IllegalStateException PREALLOCATED = new IllegalStateException("made once");

    private final String[] numbers = new String[32];
    private final Callable<Integer> work = () -> numbers.length;
    private ExecutorService pool;
    private AutoCloseable span;
    private MethodHandle startVirtualThread;
    private int ran;

    @Setup
    public void begin() throws ReflectiveOperationException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.toString(i * 1_299_709);
        }
        pool = Executors.newFixedThreadPool(1);
        if (Runtime.version().feature() >= 21) {
            startVirtualThread = MethodHandles.lookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        }
        if (Boolean.getBoolean(SPAN)) {
            span = CurrentSpan.begin();
        }
    }

    @TearDown
    public void end() throws Exception {
        pool.shutdown();
        if (span != null) {
            span.close();
        }
    }

    /** Apart, so that OpenTelemetry's classes are not there unless it is. */
    private static final class CurrentSpan {
        static AutoCloseable begin() {
            Span span = GlobalOpenTelemetry.getTracer("overhead")
                    .spanBuilder("overhead")
                    .startSpan();
            if (!span.getSpanContext().isValid()) {
                throw new IllegalStateException("OpenTelemetry's agent is not there");
            }
            return span.makeCurrent();
        }
    }

    /** Code with catch blocks, as most is, that nothing goes wrong in. */
    @Benchmark
    public int noException() {
        int sum = 0;
        for (String number : numbers) {
            try {
                sum += parsed(number);
            } catch (IllegalStateException e) {
                sum -= e.getMessage().length();
            }
        }
        return sum;
    }

    private static int parsed(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("no number: " + number, e);
        }
    }

    /** A new exception, {@value FRAMES} calls deep. */
    @Benchmark
    public int throwFresh() {
        try {
            return deeper(FRAMES);
        } catch (IllegalStateException e) {
            return e.getMessage().length();
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int deeper(int frames) {
        if (frames == 0) {
            throw new IllegalStateException("made here");
        }
        return deeper(frames - 1) + 1;
    }

    /** One that was made before, which has no stack to be walked. */
    @Benchmark
    public int throwPreallocated() {
        try {
            return throwing();
        } catch (IllegalStateException e) {
            return e.getMessage().length();
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int throwing() {
        if (numbers.length > 0) {
            throw PREALLOCATED;
        }
        return 1;
    }

    /** A task is handed to a pool and waited for. */
    @Benchmark
    public int submitGet() throws ExecutionException, InterruptedException {
        return pool.submit(work).get();
    }

    /** A thread is started and waited for. */
    @Benchmark
    public int startJoin() throws InterruptedException {
        Thread thread = new Thread(this::run);
        thread.start();
        thread.join();
        return ran;
    }

    /** A virtual thread is started and waited for; JDK 21 and later. */
    @Benchmark
    public int virtualStartJoin() throws Throwable {
        Runnable running = this::run;
        Thread thread = (Thread) startVirtualThread.invokeExact(running);
        thread.join();
        return ran;
    }

    private void run() {
        ran++;
    }
}
