package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the product writes follows the schema that it publishes. */
class JsonSchemaTest {
    private final JsonSchema schema;

    JsonSchemaTest() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Product.ROOT.resolve("docs/report.schema.json")));
    }

    @Test
    void holdsForCrashLogs() throws IOException {
        for (String name : List.of("jdk8-linux-libzip", "jdk17-native-memory", "jdk25-mapped-file")) {
            String json = Product.run("analyze", "--format", "json", CrashLogs.named(name))
                    .out();

            assertThat(schema.validate(new ObjectMapper().readTree(json)))
                    .as(name)
                    .isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> holdsForEverySample() {
        return Sample.all().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.toString(), () -> assertThat(schema.validate(sample.report()))
                                .isEmpty()));
    }
}
