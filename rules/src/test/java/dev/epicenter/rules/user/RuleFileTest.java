package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of rule files that are wrong. */
class RuleFileTest {
    private final Path folder;

    RuleFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void tellsAllThatTheSchemaFindsWithLineAndColumn() throws IOException {
        assertThat(
                        problems(
                                """
                        rules:
                          - id: Gateway!
                            titel: x
                            severity: bad
                            score: 101
                            match: {type: 5, message: "x", colour: red}
                            threshold: {}
                            per: [process, colour]
                          - id: two
                            title: ""
                            match: nothing
                            window: 5
                            threshold: {count: 0, rate: 3}
                        policies:
                          - id: p
                            title: t
                        """))
                .containsExactly(
                        "2:5: rules: lacks title",
                        "2:9: id: 'Gateway!' is not as it must be: Stable name of small letters, digits and -, such as"
                                + " gateway-refuses; must differ from those of Epicenter's own rules.",
                        "3:5: unknown member 'titel' (did you mean title?)",
                        "4:15: severity: 'bad' is none of info, warning",
                        "5:12: score: '101' must be at most 100",
                        "6:19: type: '5' must be a text or a list",
                        "6:36: unknown member 'colour'; there are background, frame, from, in-app, message, subtypes,"
                                + " thread, to, top, type",
                        "7:16: threshold: must not be empty",
                        "8:20: per: 'colour' is not as it must be: process, thread, thread-group (its name without"
                                + " numbers), type, site (where it was thrown), or frame: the class of the innermost frame"
                                + " that fits a pattern.",
                        "10:12: title: must not be empty",
                        "11:12: match: 'nothing' must be members with names",
                        "12:13: window: '5' must be a text",
                        "13:24: count: '0' must be at least 1",
                        "13:33: rate: '3' must be a text",
                        "15:5: policies: lacks action, threshold");
    }

    @Test
    void tellsAllThatNoSchemaCanFind() throws IOException {
        assertThat(
                        problems(
                                """
                        rules:
                          - id: one
                            title: x
                            params: {limit: 5, age: 30s, who: "me"}
                            match: {message: "(a"}
                            where: failure.typ == 'x' && param.limit > failure.count
                            threshold: {count: $limi, rate: 3/s}
                          - id: deadlock
                            title: x
                            match: {type: X}
                            where: |
                              failure.count > 3 &&
                                failure.message.foo()
                            window: 3m
                            summary: "{typ} {{x}} {param.limit}"
                          - id: three
                            title: x
                            where: failure.count
                            threshold: {count: 3, of: {type: X}}
                            window: $limit
                          - {id: four, title: x}
                        policies:
                          - id: one
                            title: x
                            threshold: {share: $who}
                            params: {who: "me"}
                            match: {type: x}
                            action: {name: do, with: {a: "{nope}"}}
                        """))
                .extracting(p -> p.replaceAll("; there are .*; write", "; there are …; write"))
                .containsExactly(
                        "5:22: message: missing closing ): (a (RE2 syntax: no look-around, no back-references)",
                        "6:19: where: undefined field 'typ'",
                        "7:5: threshold: say exactly one of count, rate, share, consecutive",
                        "7:24: there is no parameter 'limi' under params",
                        "8:5: there is already a rule or policy 'deadlock'",
                        "13:28: where: undeclared reference to 'foo' (in container '')",
                        "14:5: window: there is no threshold to reach in it",
                        "15:14: there is no field {typ}; there are …; write {{ for a brace",
                        "18:12: where: must be true or false, not int",
                        "19:27: threshold: of goes with share only",
                        "20:13: there is no parameter 'limit' under params",
                        "21:5: says neither match nor where, so it would be about everything",
                        "23:5: there is already a rule or policy 'one'",
                        "25:24: parameter 'who' must be a number of at least 0, such as 5 or 0.9",
                        "28:34: there is no field {nope}; there are …; write {{ for a brace");
    }

    @Test
    void tellsWhatIsWrongWithTests() throws IOException {
        assertThat(
                        problems(
                                """
                        rules:
                          - {id: one, title: x, match: {type: X}, params: {limit: 3}}
                        tests:
                          - name: t
                            expect: [{rule: nope}]
                            param: {one.limit: many}
                            events: [{at: 11m, type: X}, {as: a, at: 1s, type: X}, {as: c, at: 1s, type: X}]
                            links: [{from: a, to: b, relation: wrap}]
                            incidents: [{root: a, symptom: c}]
                        """))
                .containsExactly(
                        "5:15: there is no rule or policy 'nope' in this file",
                        "6:5: param: one.limit must be a number of at least 0, such as 5 or 0.9, not 'many'",
                        "7:14: goes on after the recording's end; say recording: {length: …}",
                        "8:23: no event says 'as: b'",
                        "9:17: no links lead from its root to its symptom");
    }

    @Test
    void takesNoRegularExpressionThatCouldBacktrackForEver() throws IOException {
        assertThat(problems("rules: [{id: a, title: t, match: {message: '(x+)\\1'}}]"))
                .singleElement()
                .asString()
                .contains("invalid escape sequence");
    }

    @Test
    void boundsWhatYamlCanBlowUp() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        assertThat(problems(bomb.toString())).containsExactly("1:1: too large with its aliases written out");
        assertThat(problems("[".repeat(200_000))).containsExactly("1:42: nested too deeply");
        assertThat(problems("a: &a [*a]")).containsExactly("1:8: no such anchor before it: a");
        assertThat(problems(" ".repeat(RuleFileReader.MAX_BYTES + 1)))
                .containsExactly("1:1: larger than 1 MiB; split it");
    }

    @Test
    void executesNothingThatATagNames() throws IOException {
        assertThat(problems("!!javax.script.ScriptEngineManager [x]"))
                .containsExactly("1:1: must be members with names");
    }

    @Test
    void tellsWhatIsNoRuleFileAtAll() throws IOException {
        assertThat(problems("")).containsExactly("1:1: the file is empty");
        assertThat(problems("rules: [\n"))
                .singleElement()
                .asString()
                .startsWith("2:1: not YAML: expected the node content");
        assertThat(problems("rules: []\nrules: []\n")).containsExactly("2:1: member 'rules' is there twice");
        assertThat(problems("rules: []\n---\nrules: []\n"))
                .singleElement()
                .asString()
                .startsWith("3:1: a second document");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(problems(binary)).containsExactly("1:1: not UTF-8");
        assertThat(problems(folder.resolve("missing.yaml"))).containsExactly("1:1: there is no such file");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(problems(empty)).containsExactly("1:1: no .yaml file in this directory");
    }

    @Test
    void looksIntoAllFilesOfAFolderBeforeItComplains() throws IOException {
        Path rules = folder.resolve("all");
        Path below = Files.createDirectories(rules.resolve("below"));
        Files.writeString(below.resolve("b.yml"), "rulez: []");
        Files.writeString(rules.resolve("a.yaml"), "rules: [{id: one, title: t, match: {type: X}}]");
        Files.writeString(rules.resolve("c.yaml"), "rules: [{id: one, title: t, match: {type: X}}]");

        RuleFileException wrong = catchThrowableOfType(RuleFileException.class, () -> UserRules.load(List.of(rules)));

        assertThat(wrong.problems())
                .extracting(p -> Path.of(p.file()).getFileName() + ": " + p.text())
                .containsExactly(
                        "b.yml: unknown member 'rulez' (did you mean rules?)",
                        "c.yaml: there is already a rule or policy 'one'");
    }

    private List<String> problems(String yaml) throws IOException {
        return problems(Files.writeString(folder.resolve("rules.yaml"), yaml, StandardCharsets.UTF_8));
    }

    private static List<String> problems(Path file) {
        RuleFileException wrong = catchThrowableOfType(RuleFileException.class, () -> UserRules.load(List.of(file)));
        assertThat(wrong).isNotNull();
        return wrong.problems().stream()
                .map(p -> p.line() + ":" + p.column() + ": " + p.text())
                .toList();
    }
}
