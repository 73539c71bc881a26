package dev.epicenter.rules.user;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@link Node} as the schema validator sees it; plain scalars have the types that YAML 1.2's core schema gives them. */
final class SchemaNode implements JsonNode {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\.[0-9]{1,18}|[0-9]{1,18}(\\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,3})?");

    private final Node node;
    private final String pointer;

    SchemaNode(Node node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /** What a scalar is. */
    static SimpleType typeOf(Node.Scalar scalar) {
        if (scalar.style() != Node.Scalar.Style.PLAIN) {
            return SimpleType.STRING;
        }
        String text = scalar.text();
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> SimpleType.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> SimpleType.BOOLEAN;
            default -> INTEGER.matcher(text).matches()
                    ? SimpleType.INTEGER
                    : NUMBER.matcher(text).matches() ? SimpleType.NUMBER : SimpleType.STRING;
        };
    }

    @Override
    public SimpleType getNodeType() {
        if (node instanceof Node.Scalar scalar) {
            return typeOf(scalar);
        }
        return node instanceof Node.Sequence ? SimpleType.ARRAY : SimpleType.OBJECT;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public boolean asBoolean() {
        return asString().equalsIgnoreCase("true");
    }

    @Override
    public String asString() {
        return ((Node.Scalar) node).text();
    }

    @Override
    public BigInteger asInteger() {
        return new BigInteger(asString());
    }

    @Override
    public BigDecimal asNumber() {
        return new BigDecimal(asString());
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>();
        for (Node item : ((Node.Sequence) node).items()) {
            items.add(new SchemaNode(item, pointer + "/" + items.size()));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        ((Node.Mapping) node)
                .members()
                .forEach((name, value) ->
                        members.put(name, new SchemaNode(value, pointer + "/" + JsonNode.encodeJsonPointer(name))));
        return members;
    }

    /** Makes them of JSON text, which is YAML. */
    static final class Factory implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode done ? done : new SchemaNode((Node) node, "");
        }

        @Override
        public JsonNode create(String json) {
            Problems problems = new Problems("schema");
            Optional<Node> node = YamlReader.read(json, problems);
            return new SchemaNode(
                    node.orElseThrow(() ->
                            new IllegalArgumentException(problems.inOrder().toString())),
                    "");
        }
    }
}
