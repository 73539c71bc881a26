package dev.epicenter.benchmarks;

import dev.epicenter.agent.runtime.HybridClockIds;
import dev.epicenter.agent.runtime.SnowflakeIds;
import dev.epicenter.agent.runtime.TimeOrderedIds;
import dev.epicenter.agent.runtime.TraceIdSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What an id costs, by each of the ways to make one, and what taking over one that comes in adds for the hybrid clock. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TraceIdMaking {
    /** One source, as in a process. */
    @State(Scope.Benchmark)
    public static class Source {
        /** Which one. */
        @Param({"TimeOrdered", "Snowflake", "HybridClock"})
        public String strategy;

        TraceIdSource source;

        @Setup
        public void begin() {
            source = switch (strategy) {
                case "TimeOrdered" -> new TimeOrderedIds();
                case "Snowflake" -> new SnowflakeIds();
                default -> new HybridClockIds();
            };
        }
    }

    /** Where an id goes. */
    @State(Scope.Thread)
    public static class Id {
        final long[] halves = new long[2];
    }

    @Benchmark
    public long one(Source source, Id id) {
        source.source.next(id.halves);
        return id.halves[0] ^ id.halves[1];
    }

    @Benchmark
    @Threads(2)
    public long contended(Source source, Id id) {
        source.source.next(id.halves);
        return id.halves[0] ^ id.halves[1];
    }

    /** An id that came in is read first, as only the hybrid clock has to. */
    @Benchmark
    public long afterOneCameIn(Source source, Id id) {
        if (source.source instanceof HybridClockIds clock) {
            clock.received(id.halves[0]);
        }
        source.source.next(id.halves);
        return id.halves[0] ^ id.halves[1];
    }

    /** For comparison: what programs use that want an id without thinking of it. */
    @Benchmark
    public UUID uuid() {
        return UUID.randomUUID();
    }
}
