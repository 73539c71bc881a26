package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the product writes follows the schema that it publishes. */
class JsonSchemaTest {
    @TestFactory
    Stream<DynamicTest> holdsForEverySample() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Product.ROOT.resolve("docs/report.schema.json")));
        return Sample.all().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.toString(), () -> assertThat(schema.validate(sample.report()))
                                .isEmpty()));
    }
}
