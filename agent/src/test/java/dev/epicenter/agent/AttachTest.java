package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Into a JVM that runs, by the command that docs/agent.md gives. */
class AttachTest {
    /** Has a class loaded that cannot be linked, since another is missing, as servers have whose libraries are optional. */
    private static final String PROGRAM =
            """
            import java.nio.file.*;

            public class Program {
                static class Base { }
                static class Missing extends Base { }
                static class Unlinkable {
                    static Base make() {
                        try { return new Missing(); } catch (RuntimeException e) { return null; }
                    }
                }
                public static void main(String[] arguments) throws Exception {
                    Class.forName("Program$Unlinkable", false, Program.class.getClassLoader());
                    System.out.println("ready");
                    while (!Files.exists(Path.of(arguments[0]))) Thread.sleep(20);
                    fail();
                }
                static void fail() {
                    try { throw new IllegalStateException("after it was attached to"); }
                    catch (IllegalStateException e) { System.out.println("handled"); }
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void leavesOutWhatCannotBeTransformedAndWatchesTheRest(Jdk jdk, @TempDir Path directory) throws Exception {
        AgentJvm jvm = new AgentJvm(jdk, directory).withoutAgent().compile(PROGRAM);
        Files.delete(directory.resolve("classes/Program$Missing.class"));
        Path recording = directory.resolve("attached.jfr");
        Path report = directory.resolve("report.txt");
        Path goOn = directory.resolve("go-on");
        Process process = jvm.start(goOn.toString());
        try {
            while (process.isAlive()
                    && !Files.readString(directory.resolve("out.txt")).contains("ready")) {
                Thread.sleep(20);
            }
            load(jdk, process.pid(), directory, "start=" + recording + ",report=" + report);
            assertThat(Files.readString(report)).startsWith("running; ").contains("; 1 could not be; recording");
            Files.createFile(goOn);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Run run = new Run(process.exitValue(), Files.readString(directory.resolve("out.txt")), "", recording);
        assertThat(run.out).isEqualTo("ready\nhandled\n");
        assertThat(run.failure("IllegalStateException").getString("message")).isEqualTo("after it was attached to");
        assertThat(run.events("FailureHandled")).hasSize(1);
        assertThat(run.events("AgentState").get(0).getInt("skippedClasses")).isEqualTo(1);
    }

    /** Options with an equals sign need quotes that reach jcmd. */
    static void load(Jdk jdk, long pid, Path directory, String options) throws Exception {
        Process jcmd = new ProcessBuilder(
                        jdk.program("jcmd"),
                        Long.toString(pid),
                        "JVMTI.agent_load",
                        AgentJvm.AGENT.toString(),
                        '"' + options + '"')
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("jcmd.txt").toFile())
                .start();
        assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jcmd.exitValue())
                .as(Files.readString(directory.resolve("jcmd.txt")))
                .isZero();
    }
}
