package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMC's rules say is in every form of the report when they are asked, and costs nothing when they are not. */
class JmcRulesTest {
    private static final Path SAMPLE = Sample.ofReadme();

    private final Path folder;

    JmcRulesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isInThePageTheJsonAndTheText() throws Exception {
        Path html = folder.resolve("report.html");
        Path text = folder.resolve("report.txt");
        Path json = folder.resolve("report.json");
        Product.Run run = Product.run("analyze", SAMPLE, "--jmc-rules", "-o", html, "-o", text, "-o", json);

        assertThat(run.code()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        JsonNode said = report.path("jmcRules");
        assertThat(said.path("results")).isNotEmpty();
        assertThat(said.path("passed").asInt()).isGreaterThan(20);
        assertThat(said.path("notes")).isEmpty();
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Product.ROOT.resolve("docs/report.schema.json")))
                        .validate(report))
                .isEmpty();
        String name = said.path("results").get(0).path("name").asText();
        assertThat(html).content().contains("<section id=\"jmc\">").contains(name);
        assertThat(text).content().contains("What JMC's rules say").contains(name);
    }

    @Test
    void isNotLoadedUnlessAskedFor() throws Exception {
        String run = "JDK_JAVA_OPTIONS=-Xlog:class+load:file=loaded.txt $PRODUCT analyze " + SAMPLE + " -o report.json";
        Product.Run plain = Product.shell(folder, Map.of(), run);

        assertThat(plain.code()).isEqualTo(1);
        assertThat(folder.resolve("loaded.txt"))
                .content()
                .contains("dev.epicenter.cli.Main")
                .doesNotContain("org.openjdk.jmc.flightrecorder.rules");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("report.json").toFile())
                        .has("jmcRules"))
                .isFalse();
    }
}
