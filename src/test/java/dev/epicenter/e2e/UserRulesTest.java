package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of users on recordings of real programs. */
class UserRulesTest {
    private static final Path RULES = Product.ROOT.resolve("samples/rules");
    private static final Path RETRIES = Product.ROOT.resolve("samples/recordings/retry-storm-17.jfr");

    @Test
    void sayTheirFindingsAndActionsInTheReport() throws Exception {
        Product.Run run = Product.run(
                "analyze",
                RETRIES,
                "--rules",
                RULES,
                "--format",
                "json",
                "--rule-param",
                "gateway-refuses.limit=5",
                "--rule-param",
                "take-out-of-rotation.failures=100");
        JsonNode report = new ObjectMapper().readTree(run.out());

        JsonNode action = report.at("/actions/0");
        assertThat(action.path("action").asText()).isEqualTo("take-out-of-rotation");
        assertThat(action.at("/arguments/reason").asText()).isEqualTo("100 failures within 5m");
        assertThat(action.path("time").asText())
                .isGreaterThan(report.at("/recording/start").asText());
        assertThat(report.at("/findings").findValuesAsText("rule")).contains("take-out-of-rotation", "retry-storm");
        assertThat(report.at("/rules").findValuesAsText("id")).contains("gateway-refuses", "pause-route", "lost-cause");
    }

    @Test
    void stayAloneWhenAskedTo() throws Exception {
        Product.Run run = Product.run(
                "analyze", RETRIES, "--rules", RULES, "--only", "pause-route,lost-cause", "--format", "json");

        assertThat(new ObjectMapper().readTree(run.out()).at("/rules").findValuesAsText("id"))
                .containsExactly("lost-cause", "pause-route");
    }

    @Test
    void costNothingWhereThereAreNone(@TempDir Path folder) {
        String run = "JDK_JAVA_OPTIONS=-Xlog:class+load:file=loaded.txt $PRODUCT analyze " + RETRIES
                + " --quiet -o report.json; grep -cE ' (dev.cel|com.google|org.snakeyaml|dev.harrel)[.]' loaded.txt";

        Product.Run found = Product.shell(folder, Map.of(), run);

        assertThat(found.out()).isEqualToIgnoringNewLines("0");
    }
}
