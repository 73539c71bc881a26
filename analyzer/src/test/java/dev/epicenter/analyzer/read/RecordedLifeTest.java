package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.model.ThreadRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads, periodic tasks and what the virtual machine did, as recorded by real JVMs. */
class RecordedLifeTest {
    private static final String PROGRAM =
            """
            import java.util.concurrent.*;
            public class Program {
                static int runs;
                static void tick() {
                    new IllegalStateException("tick " + runs++);
                    if (runs == 5) throw new IllegalArgumentException("the fifth run fails");
                }
                public static void main(String[] args) throws Exception {
                    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
                    timer.scheduleAtFixedRate(Program::tick, 0, 50, TimeUnit.MILLISECONDS);
                    Thread dies = new Thread(() -> { throw new RuntimeException("dies"); }, "worker-7");
                    dies.start();
                    dies.join();
                    Object lock = new Object();
                    Thread holder = new Thread(() -> { synchronized (lock) {
                        try { Thread.sleep(200); } catch (InterruptedException e) { } } }, "holder");
                    holder.start();
                    Thread.sleep(50);
                    synchronized (lock) { lock.wait(60); }
                    System.gc();
                    try {
                        Thread virtual = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
                            .invoke(null, (Runnable) () -> new RuntimeException("on a virtual thread"));
                        virtual.join();
                    } catch (NoSuchMethodException e) { }
                    Thread.sleep(1400);
                    System.exit(3);
                }
            }
            """;
    private static final String SETTINGS = "settings=profile,jdk.JavaExceptionThrow#enabled=true"
            + ",jdk.VirtualThreadStart#enabled=true,jdk.VirtualThreadEnd#enabled=true";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static ThreadLife thread(RecordedEvents events, String name) {
        return events.threads().stream()
                .filter(t -> t.thread().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertLives(RecordedEvents events) {
        ThreadLife dead = thread(events, "worker-7");
        assertThat(dead.started()).isPresent();
        assertThat(dead.ended()).isPresent();
        assertThat(dead.parent().map(ThreadRef::name)).contains("main");
        assertThat(dead.startedBy().passes("Program", "main")).isTrue();
        assertThat(dead.firstSeen()).isEqualTo(dead.started().orElseThrow());
        assertThat(dead.lastSeen()).isEqualTo(dead.ended().orElseThrow());
        assertThat(events.failures())
                .filteredOn(f -> f.message().equals(Optional.of("dies")))
                .singleElement()
                .satisfies(f -> assertThat(f.thread()).isEqualTo(dead.thread()));

        List<ThreadLife.Wait> waits = thread(events, "main").waits();
        assertThat(waits).anySatisfy(w -> {
            assertThat(w.event()).isEqualTo("jdk.JavaMonitorEnter");
            assertThat(w.on()).isEqualTo("java.lang.Object");
            assertThat(w.length()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
            assertThat(w.stack().passes("Program", "main")).isTrue();
        });
        assertThat(waits).anyMatch(w -> w.event().equals("jdk.JavaMonitorWait"));
        assertThat(waits).anyMatch(w -> w.event().equals("jdk.ThreadSleep"));
        assertThat(waits).extracting(ThreadLife.Wait::start).isSorted();
        assertThat(thread(events, "holder").parent().map(ThreadRef::name)).contains("main");

        assertThat(events.tasks()).anySatisfy(t -> {
            assertThat(t.entry().type()).startsWith("Program");
            assertThat(t.runner().qualifiedMethod()).isEqualTo("java.util.concurrent.FutureTask.runAndReset");
            assertThat(t.events()).isGreaterThanOrEqualTo(6);
            assertThat(t.last()).isAfter(t.first());
        });

        assertThat(events.timeline().shutdown().orElseThrow().reason()).contains("Shutdown requested from Java");
        assertThat(events.timeline().shutdown().orElseThrow().stack().passes("Program", "main"))
                .isTrue();
        assertThat(events.timeline().pauses()).isNotEmpty();
        assertThat(events.timeline().pauseCount())
                .isGreaterThanOrEqualTo(events.timeline().pauses().size());
        assertThat(events.timeline().heap()).isNotEmpty();
        assertThat(events.timeline().maxHeapBytes()).isEqualTo(64L << 20);
        assertThat(events.resources().collections()).anySatisfy(c -> {
            assertThat(c.cause()).isEqualTo("System.gc()");
            assertThat(c.usedAfterBytes()).isBetween(100_000L, 64L << 20);
        });
        assertThat(events.machine().threads()).isNotEmpty();
        assertThat(events.machine().metaspace()).isNotEmpty();
    }

    @Test
    void isReadOnTheRunningJdk() throws Exception {
        assertLives(Recordings.read(ForkedJvm.running(directory).record(PROGRAM, SETTINGS)));
    }

    @Test
    void isReadOn25WithItsVirtualThreads() throws Exception {
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        RecordedEvents events = Recordings.read(jdk.get().record(PROGRAM, SETTINGS));

        assertLives(events);
        assertThat(events.failures())
                .filteredOn(f -> f.message().equals(Optional.of("on a virtual thread")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.thread().virtual()).isTrue();
                    assertThat(f.thread().name()).isEmpty();
                });
        assertThat(events.threads().stream().filter(t -> t.thread().virtual()))
                .singleElement()
                .satisfies(t -> {
                    assertThat(t.started()).isPresent();
                    assertThat(t.ended()).isPresent();
                });
        assertThat(events.failures())
                .filteredOn(f -> !f.thread().name().isEmpty())
                .allMatch(f -> !f.thread().virtual());
    }

    @Test
    void holdsMetaspaceLimitAndDumps() throws Exception {
        RecordedEvents events = Recordings.read(ForkedJvm.running(directory)
                .record(PROGRAM, SETTINGS + ",jdk.ThreadDump#period=100ms", "-XX:MaxMetaspaceSize=100m"));

        assertThat(events.resources().maxMetaspaceBytes()).isEqualTo(100L << 20);
        assertThat(events.dumps()).isNotEmpty().hasSizeLessThanOrEqualTo(RecordedEvents.MAX_DUMPS);
        assertThat(events.dumps().get(0).text()).contains("Full thread dump");
    }
}
