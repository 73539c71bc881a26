package dev.epicenter.agent;

import static dev.epicenter.agent.Run.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded of throwables, causes and handlers: one program with a case in each method, on each JDK. */
class FailuresTest {
    private static final String PROGRAM =
            """
            import java.io.*;
            import java.lang.reflect.*;

            public class Program {
                static class Wrapped extends Exception { Wrapped(String m, Throwable c) { super(m, c); } }
                static class Later extends Exception { Later() { super("later"); } }
                static class Telling extends RuntimeException {
                    final String what;
                    Telling(String what) { this.what = what; }
                    @Override public String getMessage() { return "told: " + what; }
                }
                static class Rare extends RuntimeException {}
                static class Hidden extends RuntimeException { Hidden(String m) { super(m, null, false, false); } }
                static class Body extends RuntimeException {}
                static class Close extends RuntimeException {}
                static class Again extends RuntimeException {}
                static class Inner extends RuntimeException {}
                static class Target extends RuntimeException {}
                static class Dead extends Error {}
                static class Lost extends RuntimeException {}
                static class Other extends RuntimeException {}
                static class Masked extends RuntimeException {}
                static class Masking extends RuntimeException {}
                static class Aborting extends RuntimeException {}
                static String filled;

                static void wraps() throws Wrapped {
                    try { Integer.parseInt("x1"); }
                    catch (NumberFormatException e) { throw new Wrapped("wrapped", e); }
                }

                static void loses() {
                    try { throw new Lost(); }
                    catch (Lost e) { throw new Other(); }
                }

                static void throwsAgain() {
                    try { throw new Again(); }
                    catch (Again e) {
                        System.out.println("again");
                        throw e;
                    }
                }

                static void masksInFinally() {
                    try { throw new Masked(); } finally { close(); }
                }

                static void close() { throw new Masking(); }

                static String find() { throw new Aborting(); }

                static void fill(String with) { store(with); }

                static void store(String what) { filled = what; }

                static void setsUp() {
                    try { fill(find()); } catch (Aborting e) { System.out.println(filled); }
                }

                static int swallowsInFinally() {
                    try { throw new Inner(); } finally { return 1; }
                }

                public static void target() { throw new Target(); }

                static int depth(int n) { return depth(n + 1) + 1; }

                public static void main(String[] args) throws Exception {
                    try { wraps(); } catch (Wrapped e) { System.out.println(e.getMessage()); }
                    try { loses(); } catch (Other e) { System.out.println("other"); }
                    try { throwsAgain(); } catch (Again e) { System.out.println("caught again"); }
                    swallowsInFinally();
                    try { masksInFinally(); } catch (Masking e) { System.out.println("masking"); }
                    setsUp();
                    try {
                        Later later = new Later();
                        later.initCause(new Rare());
                        throw later;
                    } catch (Later e) { System.out.println(e.getCause()); }
                    try { throw new Telling("it"); } catch (Telling e) { System.out.println(e); }
                    try { throw new Hidden("stackless"); } catch (Hidden e) { System.out.println(e); }
                    try (AutoCloseable c = () -> { throw new Close(); }) { throw new Body(); }
                    catch (Body e) { System.out.println(e.getSuppressed().length); }
                    try { Program.class.getMethod("target").invoke(null); }
                    catch (InvocationTargetException e) { System.out.println(e.getCause()); }
                    try { Object o = null; o.hashCode(); }
                    catch (NullPointerException e) { System.out.println(e.getMessage()); }
                    try { depth(0); } catch (StackOverflowError e) { System.out.println("deep"); }
                    try { Object o = new long[Integer.MAX_VALUE]; } catch (OutOfMemoryError e) { System.out.println("much"); }
                    Thread t = new Thread(() -> { throw new Dead(); }, "victim");
                    t.setUncaughtExceptionHandler((thread, e) -> System.out.println("uncaught " + e));
                    t.start();
                    t.join();
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void tellsWhatBecameOfEachFailure(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory).compile(PROGRAM).run();
        Run plain = new AgentJvm(jdk, directory)
                .withoutAgent()
                .classPath(List.of(directory.resolve("classes")))
                .runPlain(directory);
        assertThat(run.out).isEqualTo(plain.out);
        assertThat(run.err).isEmpty();
        assertThat(run.exit).isZero();
        run.isSound();

        RecordedEvent number = run.failure("NumberFormatException");
        assertThat(number.getString("message")).isEqualTo("For input string: \"x1\"");
        assertThat(number.getString("origin")).isEqualTo("constructed");
        assertThat(number.getStackTrace().getFrames().stream()
                        .map(f -> f.getMethod().getName())
                        .toList())
                .contains("parseInt", "wraps", "main");
        RecordedEvent wrapped = run.failure("$Wrapped");
        assertThat(wrapped.getLong("causeId")).isEqualTo(id(number));
        RecordedEvent replaced = run.event("FailureReplaced", e -> e.getLong("failureId") == id(number));
        assertThat(replaced.getLong("replacementId")).isEqualTo(id(wrapped));
        assertThat(replaced.getBoolean("causeKept")).isTrue();
        RecordedEvent handled = run.event("FailureHandled", e -> e.getLong("failureId") == id(number));
        assertThat(handled.getString("handlerMethod")).isEqualTo("wraps");
        assertThat(handled.getDuration("throwToCatch"))
                .isBetween(java.time.Duration.ZERO, java.time.Duration.ofSeconds(5));

        RecordedEvent lost = run.event("FailureReplaced", e -> e.getLong("failureId") == idOf(run, "$Lost"));
        assertThat(lost.getLong("replacementId")).isEqualTo(id(run.failure("$Other")));
        assertThat(lost.getBoolean("causeKept")).isFalse();
        assertThat(run.failure("$Other").getLong("handlingFailureId")).isEqualTo(id(run.failure("$Lost")));

        long again = id(run.failure("$Again"));
        assertThat(run.event("FailureRethrown", e -> e.getLong("failureId") == again)
                        .getLong("handlerSiteId"))
                .isPositive();
        assertThat(run.events("FailureHandled").stream().filter(e -> e.getLong("failureId") == again))
                .extracting(e -> e.getInt("handling"))
                .containsExactly(1, 2);

        long inner = id(run.failure("$Inner"));
        assertThat(run.event("FailureHandled", e -> e.getLong("failureId") == inner)
                        .getString("handlerMethod"))
                .isEqualTo("swallowsInFinally");

        RecordedEvent masking = run.failure("$Masking");
        assertThat(masking.getLong("handlingFailureId")).isEqualTo(id(run.failure("$Masked")));
        RecordedEvent block =
                run.event("HandlerSite", e -> e.getLong("handlerSiteId") == masking.getLong("handlingSiteId"));
        assertThat(block.getString("kind")).isEqualTo("finally");
        assertThat(block.getString("methodName")).isEqualTo("masksInFinally");
        assertThat(run.events("FailureHandled"))
                .as("a finally block that throws on catches nothing")
                .noneMatch(e -> e.getLong("failureId") == idOf(run, "$Masked"));

        RecordedEvent setUp = run.event("HandlerSite", e -> "setsUp".equals(e.getString("methodName")));
        assertThat(setUp.getString("assignedByCalls")).matches("Program\\.filled:\\d+@fill");

        RecordedEvent attached = run.event("CauseAttached", e -> e.getLong("failureId") == idOf(run, "$Later"));
        assertThat(attached.getLong("causeId")).isEqualTo(id(run.failure("$Rare")));
        RecordedEvent reflective =
                run.event("CauseAttached", e -> e.getLong("failureId") == idOf(run, "InvocationTargetException"));
        assertThat(reflective.getLong("causeId")).isEqualTo(id(run.failure("$Target")));

        assertThat(run.failure("$Telling").getString("message")).isNull();
        assertThat(run.event("MessageAttached", e -> e.getLong("failureId") == idOf(run, "$Telling"))
                        .getString("message"))
                .isEqualTo("told: it");
        assertThat(run.event("MessageAttached", e -> e.getLong("failureId") == idOf(run, "NullPointerException"))
                        .getString("message"))
                .contains("Object.hashCode()");
        assertThat(run.failure("$Hidden").getString("message")).isEqualTo("stackless");

        RecordedEvent suppressed = run.events("SuppressedAttached").get(0);
        assertThat(suppressed.getLong("failureId")).isEqualTo(id(run.failure("$Body")));
        assertThat(suppressed.getLong("suppressedId")).isEqualTo(id(run.failure("$Close")));

        RecordedEvent deep = run.failure("StackOverflowError");
        assertThat(deep.getString("origin")).isEqualTo("handler");
        assertThat(deep.getString("builtAt")).contains("Program.depth:");
        assertThat(run.failure("OutOfMemoryError").getString("origin")).isEqualTo("handler");

        RecordedEvent uncaught = run.event("FailureUncaught", e -> true);
        assertThat(uncaught.getLong("failureId")).isEqualTo(id(run.failure("$Dead")));
        assertThat(uncaught.getString("threadName")).isEqualTo("victim");
        assertThat(uncaught.getString("handlerClass")).startsWith("Program$$Lambda");
        assertThat(run.events("FailureSite"))
                .allSatisfy(site -> assertThat(site.getLong("count")).isGreaterThanOrEqualTo(site.getLong("recorded")));
    }

    private static long idOf(Run run, String type) {
        try {
            return id(run.failure(type));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
