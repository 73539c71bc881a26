package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to start, and to fail to. */
class StartTest {
    private static final String PROGRAM =
            """
            public class Program {
                public static void main(String[] args) {
                    try { throw new IllegalStateException("secret 42"); }
                    catch (IllegalStateException e) { System.out.println("hello"); }
                }
            }
            """;

    @Test
    void startsTheApplicationWhateverIsWrongWithTheOptions(@TempDir Path directory) throws Exception {
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .agent("colour=red,record=failures:process,messages=none,service=shop")
                .compile(PROGRAM)
                .run();
        assertThat(run.out).isEqualTo("hello\n");
        assertThat(run.err)
                .startsWith("epicenter-agent: no such option: colour (")
                .hasLineCount(1);
        assertThat(run.failure("IllegalStateException").getString("message")).isNull();
        assertThat(run.events("FailureHandled")).isEmpty();
        RecordedEvent state = run.events("AgentState").get(0);
        assertThat(state.getString("parts")).isEqualTo("failures;process");
        assertThat(state.getString("service")).isEqualTo("shop");
        assertThat(state.getString("mode")).isEqualTo("start");
        assertThat(state.getString("version")).matches("\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void needsOneFlagOnly(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory)
                .agent("start=" + directory.resolve("own-%p.jfr"))
                .compile(PROGRAM)
                .runPlain(directory);
        assertThat(run.out).isEqualTo("hello\n");
        assertThat(run.err).isEmpty();
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(f -> f.getFileName().toString().matches("own-\\d+\\.jfr"))
                    .toList();
        }
        assertThat(files).hasSize(1);
        Run recorded = new Run(0, "", "", files.get(0)).isSound();
        assertThat(recorded.failure("IllegalStateException").getString("message"))
                .isEqualTo("secret 42");
        assertThat(recorded.events("FailureHandled")).hasSize(1);
    }

    @Test
    void worksUnderAnotherName(@TempDir Path directory) throws Exception {
        Path renamed = Files.copy(AgentJvm.AGENT, directory.resolve("my agent.jar"));
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .withoutAgent()
                .with("-javaagent:" + renamed)
                .compile(PROGRAM)
                .run()
                .isSound();
        assertThat(run.out).isEqualTo("hello\n");
        assertThat(run.failures("IllegalStateException")).hasSize(1);
    }

    @Test
    void aJvmWithoutFlightRecorderStartsAnyway(@TempDir Path directory) throws Exception {
        Run run = new AgentJvm(Jdk.RUNNING, directory)
                .with("--limit-modules", "java.base,java.instrument")
                .compile(PROGRAM)
                .runPlain(directory);
        assertThat(run.out).isEqualTo("hello\n");
        assertThat(run.err)
                .isEqualTo("epicenter-agent: this JVM has no Flight Recorder (module jdk.jfr); nothing is recorded\n");
        assertThat(run.exit).isZero();
    }
}
