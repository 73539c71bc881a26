package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandsTest {
    private final Path folder;
    private final Path good;
    private final Path bad;

    RulesCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.good = folder.resolve("good.yaml");
        this.bad = folder.resolve("bad.yaml");
    }

    @BeforeEach
    void writeRules() throws Exception {
        Files.writeString(
                good,
                """
                rules:
                  - id: too-many
                    title: Too many of these
                    params: {limit: 3}
                    match: {type: A}
                    threshold: {count: $limit}
                    remedy: Fewer.
                tests:
                  - name: fires
                    events: [{at: 1s, type: A, times: 3}]
                    expect: [{rule: too-many}]
                  - name: fires at two, which is wrong
                    events: [{at: 1s, type: A, times: 2}]
                    expect: [{rule: too-many}]
                """);
        Files.writeString(bad, "rules:\n  - {id: x, title: t, match: {typ: A}}\n  - {id: X}\n");
    }

    @Test
    void listsRulesOfTheUserBesideOurs() {
        Run run = Run.of("rules", "list", "--rules", good.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("# Your own", "too-many ", "Too many of these", "retry-storm ");
        assertThat(Run.of("rules", "list").out()).doesNotContain("too-many");
    }

    @Test
    void showsTheSamePageAsTheDocumentation() throws Exception {
        assertThat(Run.of("rules", "show", "lost-cause").out())
                .isEqualTo(Files.readString(Path.of("../docs/rules/lost-cause.md")));
    }

    @Test
    void showsWhatARuleOfTheUserLooksFor() {
        assertThat(Run.of("rules", "show", "too-many", "--rules", good.toString())
                        .out())
                .startsWith("# Too many of these\n")
                .contains("| `limit` | set in the file; `3` unless set |", "  type: A\n", "## What to do\n\nFewer.\n");
    }

    @Test
    void checksRuleFiles() {
        assertThat(Run.of("rules", "check", good.toString())).satisfies(run -> {
            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualToIgnoringNewLines("1 rule, nothing wrong");
        });
        assertThat(Run.of("rules", "check", bad.toString())).satisfies(run -> {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out().lines())
                    .containsExactly(
                            bad + ":2:31: unknown member 'typ' (did you mean type?)",
                            bad + ":3:5: rules: lacks title",
                            bad
                                    + ":3:10: id: 'X' is not as it must be: Stable name of small letters, digits and -, such as"
                                    + " gateway-refuses; must differ from those of Epicenter's own rules.");
        });
        assertThat(Run.of("rules", "check", folder.toString()).code()).isEqualTo(1);
    }

    @Test
    void runsTheTestsOfRuleFiles() {
        Run run = Run.of("rules", "test", good.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "ok   " + good + ":9: fires",
                        "FAIL " + good + ":12: fires at two, which is wrong",
                        "       rule too-many was to find 1 and found 0",
                        "2 tests, 1 failed");
    }

    @Test
    void refusesAFileThatIsWrongBeforeItReadsTheRecording() {
        Run run = Run.of("analyze", folder.resolve("missing.jfr").toString(), "--rules", bad.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith("epicenter: " + bad + ":"));
    }

    @Test
    void takesParametersOfRulesOfTheUser() {
        Run run = Run.of("analyze", "missing.jfr", "--rules", good.toString(), "--rule-param", "too-many.limit=x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("too-many.limit must be a number");
    }
}
