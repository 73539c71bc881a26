package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.epicenter.model.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's throw events mean: every fact that the analysis leans on, on the running JDK and on 25. */
class ThrowEventSemanticsTest {
    private static final String ALL = "settings=default,jdk.JavaExceptionThrow#enabled=true";
    private static final String UNTHROTTLED = ALL + ",jdk.JavaExceptionThrow#throttle=off";

    private static final String PROGRAM =
            """
            public class Program {
                static class Built extends RuntimeException {
                    Built(String m) { super(m); }
                    Built() { this("chained"); }
                }
                static class AppError extends Error { AppError(String m) { super(m); } }
                static class Pool { final RuntimeException made; Pool() { made = new Built("of the pool"); } }
                static void overflow() { overflow(); }
                static void deep(int n) { if (n == 0) throw new Built("deep"); deep(n - 1); }
                public static void main(String[] args) throws Exception {
                    new Built("never thrown");
                    RuntimeException thrice = new Built("thrown three times");
                    for (int i = 0; i < 3; i++) try { throw thrice; } catch (RuntimeException e) { }
                    new Built();
                    new Pool();
                    try { throw new AppError("once"); } catch (AppError e) { }
                    try { overflow(); } catch (StackOverflowError e) { }
                    try { long[][] all = new long[1000][]; for (int i = 0; i < 1000; i++) all[i] = new long[1 << 20]; }
                    catch (OutOfMemoryError e) { }
                    try { deep(100); } catch (Built e) { }
                    new RuntimeException(new java.io.IOException("disk"));
                    Thread.sleep(1200);
                    for (int i = 0; i < 3000; i++) new Built("storm");
                    Thread.sleep(1500);
                }
            }
            """;

    @TempDir
    Path directory;

    private RecordedEvents onRunning(String settings, String... options) throws Exception {
        return Recordings.read(ForkedJvm.running(directory).record(PROGRAM, settings, options));
    }

    private RecordedEvents on25(String settings, String... options) throws Exception {
        Optional<ForkedJvm> jdk = ForkedJvm.jdk25(directory);
        assumeTrue(jdk.isPresent(), "no JDK 25 found");
        return Recordings.read(jdk.get().record(PROGRAM, settings, options));
    }

    private static long count(RecordedEvents events, String type, String message) {
        return events.failures().stream()
                .filter(f -> f.type().equals(type) && f.message().orElse("").equals(message))
                .count();
    }

    private static long count(RecordedEvents events, String type) {
        return events.series().stream()
                .filter(s -> s.type().equals(type))
                .mapToLong(RecordedSeries::count)
                .sum();
    }

    private static void assertSemantics(RecordedEvents events) {
        assertThat(count(events, "Program$Built", "never thrown"))
                .as("an event at construction")
                .isOne();
        assertThat(count(events, "Program$Built", "thrown three times"))
                .as("none at a throw")
                .isOne();
        assertThat(count(events, "Program$AppError"))
                .as("an Error is read once")
                .isOne();
        assertThat(count(events, "java.lang.StackOverflowError"))
                .as("made by the VM")
                .isZero();
        assertThat(count(events, "java.lang.OutOfMemoryError"))
                .as("made by the VM")
                .isZero();
        assertThat(events.failures())
                .filteredOn(f -> f.type().equals("java.lang.RuntimeException"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.message())
                            .as("no message when only a cause was passed, although getMessage() has one")
                            .isEmpty();
                    assertThat(f.stack().construction().get(0).descriptor()).isEqualTo("(Ljava/lang/Throwable;)V");
                });
    }

    private static void assertConstruction(RecordedEvents events) {
        assertThat(events.failures())
                .filteredOn(f -> f.message().equals(Optional.of("of the pool")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.stack().construction().stream().map(Frame::type))
                            .containsExactly(
                                    "java.lang.Throwable",
                                    "java.lang.Exception",
                                    "java.lang.RuntimeException",
                                    "Program$Built");
                    assertThat(f.stack().top().orElseThrow().qualifiedMethod()).isEqualTo("Program$Pool.<init>");
                    assertThat(f.stack().construction().get(3).descriptor()).isEqualTo("(Ljava/lang/String;)V");
                });
        assertThat(events.failures())
                .filteredOn(f -> f.message().equals(Optional.of("chained")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.stack().construction()).hasSize(5);
                    assertThat(f.stack().top().orElseThrow().method()).isEqualTo("main");
                    assertThat(f.stack().construction().get(0).module()).isEqualTo("java.base");
                });
        assertThat(events.failures())
                .filteredOn(f -> f.message().equals(Optional.of("deep")))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.stack().truncated()).isTrue();
                    assertThat(f.stack().construction().size()
                                    + f.stack().frames().size())
                            .isEqualTo(64);
                });
        assertThat(events.dataLoss().stackDepth()).isEqualTo(64);
        assertThat(events.dataLoss().truncatedStacks()).isOne();
    }

    private static void assertNothingLost(RecordedEvents events) {
        assertThat(count(events, "Program$Built")).isEqualTo(3000 + 5);
        assertThat(events.dataLoss().thrown().orElseThrow())
                .as("the counter, each Error taken off once")
                .isBetween(events.dataLoss().recorded(), events.dataLoss().recorded() + 60);
        assertThat(events.dataLoss().shutdownSeen()).isTrue();
        assertThat(events.dataLoss().throttle()).isEmpty();
        assertThat(events.failures()).hasSizeLessThan(200);
    }

    @Test
    void holdsOnTheRunningJdk() throws Exception {
        RecordedEvents events = onRunning(UNTHROTTLED.replace(",jdk.JavaExceptionThrow#throttle=off", ""));

        assertSemantics(events);
        assertConstruction(events);
        assertNothingLost(events);
        assertThat(events.recording().javaVersion()).isEqualTo(System.getProperty("java.version"));
        assertThat(events.recording().mainClass()).isEqualTo("Program");
    }

    @Test
    void holdsOn25() throws Exception {
        RecordedEvents events = on25(UNTHROTTLED);

        assertSemantics(events);
        assertConstruction(events);
        assertNothingLost(events);
        assertThat(events.recording().javaVersion()).startsWith("25");
    }

    @Test
    void saysThatTheEventIsOffByDefaultOn17() throws Exception {
        assumeTrue(Runtime.version().feature() == 17, "the default of JDK 17");
        RecordedEvents events = onRunning("settings=default");

        assertThat(events.dataLoss().disabledEvents()).contains("jdk.JavaExceptionThrow");
        assertThat(events.dataLoss().notes().get(0))
                .startsWith("The exception event was switched off")
                .contains("jdk.JavaExceptionThrow#enabled=true");
        assertThat(count(events, "Program$AppError")).isOne();
        assertThat(count(events, "Program$Built")).isZero();
        assertThat(events.dataLoss().thrown().orElseThrow()).isGreaterThan(3000);
    }

    @Test
    void seesTheThrottleOf25() throws Exception {
        RecordedEvents events = on25("settings=default");

        assertThat(events.dataLoss().throttle()).isEqualTo("100/s");
        assertThat(events.dataLoss().thrown().orElseThrow())
                .as("the counter counts all")
                .isGreaterThan(3000);
        assertThat(events.dataLoss().recorded()).isLessThan(1000);
        assertThat(events.dataLoss().recordedShare()).isLessThan(0.5);
        assertThat(events.dataLoss().notes().get(0))
                .startsWith("Only ")
                .contains("thrown exceptions were recorded")
                .contains("100/s");
        assertThat(events.dataLoss().overTime())
                .anySatisfy(i -> assertThat(i.thrown()).isGreaterThan(2 * i.recorded() + 1000));
    }

    @Test
    void keepsErrorsWhenTheirOwnEventIsOff() throws Exception {
        RecordedEvents events = onRunning(ALL + ",jdk.JavaErrorThrow#enabled=false");

        assertThat(count(events, "Program$AppError")).isOne();
        assertThat(events.dataLoss().disabledEvents()).containsExactly("jdk.JavaErrorThrow");
    }

    @Test
    void readsAnErrorOnceWithoutStacks() throws Exception {
        RecordedEvents events =
                onRunning(ALL + ",jdk.JavaErrorThrow#stackTrace=false,jdk.JavaExceptionThrow#stackTrace=false");

        assertThat(count(events, "Program$AppError")).isOne();
        assertThat(count(events, "Program$Built")).isEqualTo(3000 + 5);
        assertThat(events.dataLoss().stacklessFailures())
                .isEqualTo(events.dataLoss().recorded());
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("without a stack"));
    }

    @Test
    void followsTheStackDepthSetting() throws Exception {
        RecordedEvents events = onRunning(ALL, "-XX:FlightRecorderOptions:stackdepth=20");

        assertThat(events.dataLoss().stackDepth()).isEqualTo(20);
        assertThat(events.dataLoss().notes()).anyMatch(n -> n.contains("cut at 20 frames"));
    }

    @Test
    void givesTheSameResultTwice() throws Exception {
        Path recording = ForkedJvm.running(directory).record(PROGRAM, ALL);

        RecordedEvents once = Recordings.read(recording);
        RecordedEvents again = Recordings.read(recording);

        assertThat(again.failures()).isEqualTo(once.failures());
        assertThat(again.dataLoss()).isEqualTo(once.dataLoss());
        assertThat(again.threads()).isEqualTo(once.threads());
        assertThat(List.copyOf(again.timeline().pauses()))
                .isEqualTo(once.timeline().pauses());
    }
}
