package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.ValidatorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas as editors use them. */
class RuleFileSchemaTest {
    private static final Path DOCS = Path.of("../docs");

    @ParameterizedTest
    @CsvSource({"rules.schema.json, urn:epicenter:rules:1", "contract.schema.json, urn:epicenter:contract:1"})
    void isASchema(String file, String id) throws Exception {
        var factory = new ValidatorFactory().withJsonNodeFactory(new SchemaNode.Factory());

        assertThat(factory.createValidator().registerSchema(Files.readString(DOCS.resolve(file))))
                .hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules.schema.json", "contract.schema.json"})
    void describesEveryMember(String file) throws Exception {
        Node schema = YamlReader.read(Files.readString(DOCS.resolve(file)), new Problems("schema"))
                .orElseThrow();

        checkMembers(schema);
    }

    private static void checkMembers(Node node) {
        if (node instanceof Node.Sequence list) {
            list.items().forEach(RuleFileSchemaTest::checkMembers);
        } else if (node instanceof Node.Mapping mapping) {
            mapping.member("properties")
                    .filter(Node.Mapping.class::isInstance)
                    .ifPresent(properties -> Members.of(properties).all().forEach((name, member) -> assertThat(
                                    Members.of(member).all())
                            .as(name)
                            .containsAnyOf(entryOf(member, "description"), entryOf(member, "$ref"))));
            mapping.members().values().forEach(RuleFileSchemaTest::checkMembers);
        }
    }

    private static java.util.Map.Entry<String, Node> entryOf(Node member, String name) {
        Node value = Members.of(member).all().get(name);
        return java.util.Map.entry(name, value == null ? new Node.Sequence(Mark.START, java.util.List.of(), 0) : value);
    }
}
