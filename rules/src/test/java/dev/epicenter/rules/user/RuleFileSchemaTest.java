package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.ValidatorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema as editors use it. */
class RuleFileSchemaTest {
    private static final Path SCHEMA = Path.of("../docs/rules.schema.json");

    @Test
    void isASchema() throws Exception {
        var factory = new ValidatorFactory().withJsonNodeFactory(new SchemaNode.Factory());

        assertThat(factory.createValidator().registerSchema(Files.readString(SCHEMA)))
                .hasToString("urn:epicenter:rules:1");
    }

    @Test
    void describesEveryMember() throws Exception {
        Node schema = YamlReader.read(Files.readString(SCHEMA), new Problems("schema"))
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
