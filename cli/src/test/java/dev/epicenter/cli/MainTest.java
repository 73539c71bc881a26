package dev.epicenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final Path folder;

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void printsUsageAndFailsWithoutArguments() {
        Run run = Run.of();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: epicenter").contains("analyze");
    }

    @ParameterizedTest
    @CsvSource({
        "--help",
        "-h",
        "help",
        "help analyze",
        "analyze --help",
        "--version",
        "analyze --version",
        "rules --help",
        "rules list",
        "rules show lost-cause"
    })
    void answersWhatItIsAskedOnStandardOutput(String arguments) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out()).isNotBlank();
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "analyse app.jfr | there is no command 'analyse'; see 'epicenter help'",
                "help analyse | Unknown subcommand 'analyse'; see 'epicenter help'",
                "--formt | Unknown option: '--formt'; see 'epicenter help'",
                "analyze | Missing required parameter: 'FILE'; see 'epicenter help analyze'",
                "analyze a.jfr --formt html | Unknown option: '--formt' (did you mean --format?); see 'epicenter help analyze'",
                "analyze a.jfr --fail-on ever | Invalid value for option '--fail-on': 'ever' is none of never, incident, "
                        + "warning, info; see 'epicenter help analyze'",
                "analyze a.jfr -o report.pdf | 'report.pdf' does not tell its format: end it in one of .html .json .txt .md "
                        + ".sarif .xml .dot .mmd .folded .speedscope.json .prom .otlp.json, or put the format before it, as in "
                        + "sarif:report.pdf; see 'epicenter help analyze'",
                "analyze a.jfr -o a.html -o b.json --format json | --format goes with one report; of several each is named "
                        + "with its format, as in -o sarif:report.json; see 'epicenter help analyze'",
                "analyze a.jfr -o a.html -o json:a.html | 'a.html' is named twice; see 'epicenter help analyze'",
                "analyze a.jfr -o json:- -o - | only one report can go to standard output; see 'epicenter help analyze'",
                "analyze a.jfr -o sarif: | 'sarif:' names no file; see 'epicenter help analyze'",
                "analyze a.jfr --format pdf | Invalid value for option '--format': 'pdf' is none of html, json, text, "
                        + "markdown, sarif, junit, dot, mermaid, collapsed, speedscope, prometheus, otlp-json; see 'epicenter "
                        + "help analyze'",
                "analyze a.jfr --only retry | there is no rule 'retry' (did you mean retry-storm?); see 'epicenter rules list'",
                "analyze a.jfr --skip xyz | there is no rule 'xyz'; see 'epicenter rules list'",
                "analyze a.jfr --rule-param retry-storm.min-tries=many | retry-storm.min-tries must be a number of at least "
                        + "0, such as 5 or 0.9, not 'many'; see 'epicenter help analyze'",
                "analyze a.jfr --rule-param min-tries=3 | 'min-tries' is not RULE.PARAMETER, such as "
                        + "retry-storm.min-tries; see 'epicenter help analyze'",
                "rules show | Missing required parameter: 'RULE'; see 'epicenter rules show --help'",
                "rules show xyz | there is no rule 'xyz'; see 'epicenter rules list'",
                "analyze a.jfr --redact a(b | Invalid value for option '--redact' (REGEX): 'a(b' is no regular expression of "
                        + "RE2: missing closing ); see 'epicenter help analyze'",
                "analyze a.jfr --redact a --no-redact | --no-redact goes with neither --redact nor --redact-from; see "
                        + "'epicenter help analyze'",
                "analyze a.jfr --redact-from nowhere | 'nowhere', the patterns of --redact-from, cannot be read; see "
                        + "'epicenter help analyze'",
                "analyze a.jfr --charts pom.xml | 'pom.xml' is a file; name a directory for the charts",
                "analyze a.jfr -o nowhere/report.html | directory 'nowhere' does not exist; create it first",
            })
    void saysInOneLineWhatIsWrongWithTheArguments(String arguments, String line) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.err()).isEqualToIgnoringNewLines("epicenter: " + line);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void namesTheInputThatCannotBeRead() {
        Run run = Run.of("analyze", folder.resolve("missing.jfr").toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("epicenter: ").contains("missing.jfr").hasLineCount(1);
    }

    @Test
    void showsTheStackTraceOnlyWhenAsked() {
        String missing = folder.resolve("missing.jfr").toString();

        assertThat(Run.of("analyze", missing).err()).doesNotContain("\tat ");
        assertThat(Run.of("analyze", missing, "--verbose").err()).contains("\tat dev.epicenter");
    }

    @Test
    void doesNotOverwriteTheRecording() throws Exception {
        Path recording = Files.writeString(folder.resolve("app.txt"), "no recording");

        Run run = Run.of("analyze", recording.toString(), "-o", recording.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is the recording itself");
        assertThat(recording).hasContent("no recording");
    }

    @Test
    void writesNothingWhenThereIsNothingToRead() throws Exception {
        Path recording = Files.writeString(folder.resolve("app.jfr"), "no recording");

        Run run = Run.of(
                "analyze",
                recording.toString(),
                "-o",
                folder.resolve("report.html").toString());

        assertThat(run.code()).isEqualTo(3);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(recording);
        }
    }

    @Test
    void letsNoFileNameTakeOverTheTerminal() {
        assertThat(OneLine.of("no \u001b[2J such\r\nfile\n")).isEqualTo("no ?[2J such file");
    }
}
