package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand failures a second, and among them some that happen once. */
class StormTest {
    private static final int PER_SECOND = 10_000;
    private static final int SECONDS = 4;
    private static final int NEEDLES = 8;

    private static final String PROGRAM =
            """
            import java.util.concurrent.atomic.AtomicLong;

            public class Program {
                static class Noisy extends RuntimeException {
                    Noisy(String m, Throwable c) { super(m, c); }
                }
                static final AtomicLong THROWN = new AtomicLong();
                static int sink;

                static void request(int n, int needle) {
                    try {
                        try {
                            work(n, needle);
                        } catch (IllegalStateException e) {
                            throw new Noisy("request " + n, e);
                        }
                    } catch (Noisy e) {
                        sink++;
                    }
                }

                static void work(int n, int needle) {
                    THROWN.incrementAndGet();
                    switch (needle) {
                NEEDLES_HERE
                        default: throw new IllegalStateException("busy " + n);
                    }
                }

                public static void main(String[] args) throws Exception {
                    int perSecond = Integer.parseInt(args[0]), seconds = Integer.parseInt(args[1]);
                    Thread[] threads = new Thread[2];
                    for (int t = 0; t < threads.length; t++) {
                        int me = t;
                        threads[t] = new Thread(() -> {
                            long step = 1_000_000_000L * threads.length / perSecond, next = System.nanoTime();
                            int needle = me;
                            for (int n = 0; n < perSecond * seconds / threads.length; n++) {
                                next += step;
                                while (System.nanoTime() < next) Thread.onSpinWait();
                                boolean now = n % 2000 == 1999;
                                request(n, now ? needle : -1);
                                needle += now ? threads.length : 0;
                            }
                        });
                        threads[t].start();
                    }
                    for (Thread t : threads) t.join();
                    System.out.println(THROWN);
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void keepsWhatIsRareWithWhatCameOfItAndCountsTheRest(Jdk jdk, @TempDir Path directory) throws Exception {
        StringBuilder needles = new StringBuilder();
        for (int i = 0; i < NEEDLES; i++) {
            needles.append("case ")
                    .append(i)
                    .append(": throw new IllegalStateException(\"needle ")
                    .append(i)
                    .append("\");\n");
        }
        Run run = new AgentJvm(jdk, directory)
                .compile(PROGRAM.replace("NEEDLES_HERE", needles))
                .run(Integer.toString(PER_SECOND), Integer.toString(SECONDS))
                .isSound();
        long thrown = Long.parseLong(run.out.trim());
        assertThat(thrown).isEqualTo((long) PER_SECOND * SECONDS);

        List<RecordedEvent> failures = run.failures("IllegalStateException");
        for (int i = 0; i < NEEDLES; i++) {
            String message = "needle " + i;
            RecordedEvent needle = run.event("Failure", e -> message.equals(e.getString("message")));
            RecordedEvent wrapper = run.event("Failure", e -> e.getLong("causeId") == Run.id(needle));
            assertThat(wrapper.getString("origin")).isEqualTo("constructed");
            assertThat(run.event("FailureReplaced", e -> e.getLong("failureId") == Run.id(needle))
                            .getLong("replacementId"))
                    .isEqualTo(Run.id(wrapper));
            run.event("FailureHandled", e -> e.getLong("failureId") == Run.id(wrapper));
        }
        assertThat(failures).as("a sample of the others").hasSizeBetween(20, 400);

        assertThat(sum(run, "FailureSite", "count", "IllegalStateException")).isEqualTo(thrown);
        assertThat(sum(run, "FailureSite", "count", "Noisy")).isEqualTo(thrown);
        assertThat(sum(run, "FailureSite", "recorded", "IllegalStateException"))
                .isEqualTo(failures.stream()
                        .filter(e -> e.getString("origin").equals("constructed"))
                        .count());
        assertThat(run.events("HandlerCount").stream()
                        .filter(e -> e.getString("methodName").equals("request"))
                        .mapToLong(e -> e.getLong("count"))
                        .sum())
                .isEqualTo(2 * thrown);
    }

    private static long sum(Run run, String event, String field, String type) throws Exception {
        return run.events(event).stream()
                .filter(e -> e.getString("thrownClass").endsWith(type))
                .mapToLong(e -> e.getLong(field))
                .sum();
    }
}
