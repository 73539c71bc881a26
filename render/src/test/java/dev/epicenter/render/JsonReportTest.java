package dev.epicenter.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.redact.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final Path SCHEMA = Path.of("../docs/report.schema.json");

    private static JsonNode json(Diagnosis diagnosis) throws IOException {
        return new ObjectMapper().readTree(Rendered.as(Format.JSON, diagnosis));
    }

    @Test
    void followsThePublishedSchema() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        List<Diagnosis> all = List.of(
                Samples.incident(),
                Samples.healthy(),
                Samples.insufficient(),
                Samples.empty(),
                Samples.outOfMemory(),
                Samples.storm(),
                Filled.with(place -> place));
        for (Diagnosis diagnosis : all) {
            assertThat(schema.validate(json(diagnosis))).isEmpty();
        }
    }

    @Test
    void describesEveryMember() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(SCHEMA));
        for (JsonNode properties : schema.findValues("properties")) {
            for (JsonNode member : properties) {
                assertThat(member.has("description") || member.has("$ref"))
                        .as(member.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void writesEveryPlaceOfTheModel() throws IOException {
        Set<String> places = new TreeSet<>();
        Diagnosis filled = Filled.with(place -> {
            places.add(place);
            return "<" + place + ">";
        });
        String json = Rendered.as(Format.JSON, filled);
        assertThat(places)
                .filteredOn(place -> !json.contains("<" + place + ">"))
                .containsExactly("Frame.descriptor");
    }

    @Test
    void saysOfEveryFrameWhetherItIsTheApplications() throws IOException {
        JsonNode frames = json(Samples.incident()).at("/incidents/0/rootCauses/0/frames");
        assertThat(frames.findValuesAsText("class")).element(4).isEqualTo("com.acme.shop.stock.StockLoader");
        assertThat(frames.findValuesAsText("inApp"))
                .containsExactly("false", "false", "true", "true", "true", "true", "false", "false", "false", "false");
        assertThat(json(Samples.incident()).at("/incidents/0/chain/0/evidence").findValuesAsText("inApp"))
                .isNotEmpty()
                .doesNotContain("null");
    }

    @Test
    void namesTheRootTheChainAndTheLoss() throws IOException {
        JsonNode incident = json(Samples.incident()).at("/incidents/0");
        assertThat(incident.at("/rootCauses/0/type").asText()).isEqualTo("java.lang.NumberFormatException");
        assertThat(incident.at("/rootCauses/0/frame/method").asText()).isEqualTo("quantity");
        assertThat(incident.at("/rootCauses/0/frame/inApp").asBoolean()).isTrue();
        assertThat(incident.at("/chain").findValuesAsText("relation")).containsExactly("cause", "async", "wrap");
        assertThat(incident.at("/chain/1/evidence/0/events/0/event").asText()).isEqualTo("jdk.JavaExceptionThrow");
        assertThat(json(Samples.incident()).at("/recording/dataLoss/thrown").asLong())
                .isEqualTo(61_000);
    }

    @Test
    void saysNullWhereTheRecordingSaysNothing() throws IOException {
        assertThat(json(Samples.empty()).at("/recording/dataLoss/thrown").isNull())
                .isTrue();
        assertThat(json(Samples.empty()).at("/recording/dataLoss/recordedShare").isNull())
                .isTrue();
    }

    @Test
    void saysNullForAFailureWithoutMessageAndStack() throws IOException {
        JsonNode root = json(Samples.outOfMemory()).at("/incidents/0/rootCauses/0");
        assertThat(root.at("/message").isNull()).isTrue();
        assertThat(root.at("/frame").isNull()).isTrue();
        assertThat(root.at("/frames")).isEmpty();
    }

    @Test
    void hidesSecretsUnlessTold() throws IOException {
        String hidden = Rendered.as(Format.JSON, Samples.incident());
        assertThat(hidden).doesNotContain("hunter2", "ops@acme").contains("«email-1»");
        assertThat(json(Samples.incident()).at("/redaction/hidden/email").asInt())
                .isEqualTo(1);
        String open = Rendered.as(Format.JSON, Samples.incident(), Rendered.OPTIONS.withRedaction(Redaction.OFF));
        assertThat(open).contains("hunter2", "ops@acme.example");
    }

    @Test
    void matchesTheGoldenFile() throws IOException {
        Golden.assertMatches("incident.json", Rendered.as(Format.JSON, Samples.incident()));
    }
}
