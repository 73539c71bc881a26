package dev.epicenter.render.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;

/** JSON against a JSON schema. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    static void check(JsonSchema schema, String document) {
        try {
            assertThat(schema.validate(
                            JSON.readTree(document),
                            execution -> execution.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        }
    }
}
