package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose code failed: a real recording, the jar it ran from, and a contract. */
class AttributionTest {
    private static final Path CONTRACT = Product.ROOT.resolve("samples/contracts/orders.yaml");
    private static final Path JARS = Product.ROOT.resolve("samples/target");

    private final Path folder;

    AttributionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void namesJarOwnerAndBrokenPromiseInEveryForm() throws IOException {
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        Path markdown = folder.resolve("report.md");
        Path text = folder.resolve("report.txt");

        Product.Run run = Product.run(
                "analyze",
                Sample.ofReadme(),
                "--contract",
                CONTRACT,
                "--classpath",
                JARS,
                "-o",
                json,
                "-o",
                html,
                "-o",
                markdown,
                "-o",
                text);

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        JsonNode attribution = report.at("/incidents/0/attribution");
        assertThat(attribution.at("/frame/method").asText()).isEqualTo("reserve");
        assertThat(attribution.path("inApp").asBoolean()).isTrue();
        assertThat(attribution.at("/artifact/name").asText()).isEqualTo("dev.epicenter:epicenter-samples");
        assertThat(attribution.at("/artifact/source").asText()).isEqualTo("pom.properties");
        assertThat(attribution.at("/owner/name").asText()).isEqualTo("Team Warehouse");
        JsonNode broken = report.at("/objectives/1");
        assertThat(broken.path("state").asText()).isEqualTo("broken");
        assertThat(broken.path("count").asInt()).isEqualTo(6);
        assertThat(broken.path("brokenAt").asText())
                .isBetween(
                        report.at("/recording/start").asText(),
                        report.at("/recording/end").asText());
        assertThat(report.at("/objectives/2/state").asText()).isEqualTo("kept");
        assertThat(report.path("findings").findValuesAsText("rule")).contains("contract-broken");
        for (Path form : new Path[] {html, markdown, text}) {
            assertThat(Files.readString(form))
                    .contains("Team Warehouse")
                    .contains("What was promised")
                    .contains("epicenter-samples");
        }
    }

    @Test
    void tellsWhereAContractIsWrong() throws IOException {
        Path contract = Files.writeString(folder.resolve("contract.yaml"), "contracts:\n  - code: com.acme\n");

        Product.Run run = Product.run("analyze", Sample.ofReadme(), "--contract", contract);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualToIgnoringNewLines("epicenter: " + contract + ":2:5: contracts: lacks owner");
    }

    @Test
    void refusesAClassPathThatIsNotThere() {
        Product.Run run = Product.run("analyze", Sample.ofReadme(), "--classpath", folder.resolve("no.jar"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--classpath: there is no file or directory")
                .doesNotContain("\tat ");
    }
}
