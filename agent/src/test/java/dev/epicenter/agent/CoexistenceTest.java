package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.jacoco.core.data.ExecutionDataReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside the agents of OpenTelemetry and JaCoCo, before and behind them: each does its work, and the application its own. */
class CoexistenceTest {
    private static final Path OTHERS = Path.of("target/others").toAbsolutePath();

    /** Fails on its own thread, in a pool, in a stage, and on a thread that ends by it. */
    private static final String PROGRAM =
            """
            import io.opentelemetry.api.GlobalOpenTelemetry;
            import io.opentelemetry.api.trace.Span;
            import io.opentelemetry.context.Scope;
            import java.io.IOException;
            import java.util.Arrays;
            import java.util.concurrent.*;

            public class Program {
                static class Ledger {
                    int book(int amount) throws IOException {
                        try {
                            if (amount < 0) throw new IllegalArgumentException("negative: " + amount);
                            return amount;
                        } catch (IllegalArgumentException e) {
                            throw new IOException("not booked", e);
                        }
                    }
                }
                public static void main(String[] arguments) throws Exception {
                    Span span = GlobalOpenTelemetry.getTracer("shop").spanBuilder("order").startSpan();
                    System.out.println("trace " + span.getSpanContext().getTraceId());
                    try (Scope scope = span.makeCurrent()) {
                        work();
                    } finally {
                        span.end();
                    }
                    Thread thread = new Thread(() -> { throw new IllegalStateException("nobody handles this"); }, "ends");
                    thread.setUncaughtExceptionHandler((t, e) -> System.out.println(t.getName() + " by " + e));
                    thread.start();
                    thread.join();
                }
                static void work() throws Exception {
                    ExecutorService pool = Executors.newFixedThreadPool(1, r -> new Thread(r, "pool"));
                    System.out.println(pool.submit(() -> new Ledger().book(7)).get());
                    try {
                        pool.submit(() -> new Ledger().book(-7)).get();
                    } catch (ExecutionException e) {
                        print(e);
                    }
                    System.out.println(CompletableFuture.supplyAsync(() -> 1 / Integer.parseInt("0"), pool)
                            .exceptionally(e -> { print(e); return -1; }).join());
                    pool.shutdown();
                }
                static void print(Throwable e) {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        System.out.println(t);
                        // The application's own frames, as it would see them.
                        Arrays.stream(t.getStackTrace()).filter(f -> f.getClassName().startsWith("Program"))
                                .forEach(f -> System.out.println("  " + f));
                    }
                }
            }
            """;

    static Stream<Arguments> jdksAndOrders() {
        return Stream.of(Jdk.values()).flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
    }

    @ParameterizedTest(name = "{0}, ours first: {1}")
    @MethodSource("jdksAndOrders")
    void eachAgentDoesItsWorkInEitherOrder(Jdk jdk, boolean oursFirst, @TempDir Path directory) throws Exception {
        Run alone = program(jdk, Files.createDirectory(directory.resolve("alone")))
                .withoutAgent()
                .runPlain(directory);

        Path coverage = directory.resolve("jacoco.exec");
        List<String> agents = new ArrayList<>(List.of(
                "-javaagent:" + OTHERS.resolve("opentelemetry-javaagent.jar"),
                "-javaagent:" + OTHERS.resolve("org.jacoco.agent-runtime.jar") + "=destfile=" + coverage));
        agents.add(oursFirst ? 0 : 2, "-javaagent:" + AgentJvm.AGENT);
        // Only what is needed of OpenTelemetry, which takes seconds to start otherwise.
        agents.addAll(List.of(
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.instrumentation.common.default-enabled=false",
                "-Dotel.instrumentation.opentelemetry-api.enabled=true",
                "-Dotel.instrumentation.executors.enabled=true",
                "-Dotel.javaagent.logging=none"));
        Run together = program(jdk, Files.createDirectory(directory.resolve("together")))
                .withoutAgent()
                .with(agents.toArray(new String[0]))
                .run()
                .isSound();

        assertThat(withoutTrace(together.out)).isEqualTo(withoutTrace(alone.out));
        assertThat(together.exit).isEqualTo(alone.exit);

        String trace = together.out.lines().findFirst().orElseThrow().substring("trace ".length());
        assertThat(trace).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        RecordedEvent root = together.failure("IllegalArgumentException");
        RecordedEvent wrapper = together.failures("IOException").stream()
                .filter(e -> "not booked".equals(e.getString("message")))
                .findFirst()
                .orElseThrow();
        assertThat(root.getString("traceId")).isEqualTo(trace);
        assertThat(wrapper.getString("traceId")).isEqualTo(trace);
        assertThat(wrapper.getLong("causeId")).isEqualTo(Run.id(root));
        assertThat(together.failure("ExecutionException").getLong("causeId")).isEqualTo(Run.id(wrapper));
        assertThat(together.events("FailureHandled"))
                .anyMatch(e -> e.getLong("failureId") == Run.id(root)
                        && e.getString("handlerClass").equals("Program$Ledger"));
        assertThat(together.events("TaskFailed")).anyMatch(e -> e.getLong("failureId") == Run.id(wrapper));
        assertThat(together.failures("ArithmeticException")).hasSize(1);
        assertThat(together.events("FailureUncaught")).hasSize(1);

        assertThat(covered(coverage)).containsKeys("Program", "Program$Ledger");
    }

    private static AgentJvm program(Jdk jdk, Path directory) throws Exception {
        return new AgentJvm(jdk, directory)
                .classPath(Stream.of("opentelemetry-api.jar", "opentelemetry-context.jar", "opentelemetry-common.jar")
                        .map(OTHERS::resolve)::iterator)
                .compile(PROGRAM);
    }

    private static String withoutTrace(String out) {
        return out.replaceFirst("trace .*\\R", "");
    }

    /** Probes that were reached, by class; classes without one are left out. */
    private static Map<String, Integer> covered(Path file) throws Exception {
        Map<String, Integer> covered = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            ExecutionDataReader reader = new ExecutionDataReader(in);
            reader.setSessionInfoVisitor(session -> {});
            reader.setExecutionDataVisitor(data -> {
                int hit = 0;
                for (boolean probe : data.getProbes()) {
                    hit += probe ? 1 : 0;
                }
                if (hit > 0) {
                    covered.put(data.getName(), hit);
                }
            });
            reader.read();
        }
        return covered;
    }
}
