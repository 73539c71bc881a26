package dev.epicenter.rules.user;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A schema of docs/, which editors use too, put to a document; its errors become problems with their place. */
final class RuleFileSchema {
    /** For rules and policies. */
    static final String RULES = "rules.schema.json";

    /** For failure contracts. */
    static final String CONTRACT = "contract.schema.json";

    private final Validator validator;
    private final URI id;
    private final Node schema;

    RuleFileSchema(String name) {
        String text = text(name);
        Problems none = new Problems(name);
        this.schema = YamlReader.read(text, none).orElseThrow(() -> new IllegalStateException(none.inOrder() + ""));
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(new SchemaNode.Factory())
                .withDisabledSchemaValidation(true)
                .createValidator();
        this.id = validator.registerSchema(new SchemaNode(schema, ""));
    }

    private static String text(String name) {
        try (InputStream schema = RuleFileSchema.class.getResourceAsStream(name)) {
            Objects.requireNonNull(schema, name + " is not in the jar");
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(Node document, Problems problems) {
        for (Error error : validator.validate(id, new SchemaNode(document, "")).getErrors()) {
            List<String> path = segments(error.getInstanceLocation());
            String name = path.isEmpty() ? "" : path.get(path.size() - 1);
            Optional<Node> at = find(document, path);
            Mark mark = at.map(Node::at).orElse(document.at());
            Optional<Node> said = said(error, "");
            if (isUnknownMember(error)) {
                Optional<Node> owner = find(document, path.subList(0, path.size() - 1));
                problems.add(
                        owner.map(o -> ((Node.Mapping) o).names().get(name)).orElse(mark),
                        "unknown member '" + name + "'" + like(name, said(error, "/additionalProperties")));
            } else {
                problems.add(mark, subject(path) + text(error, at, said));
            }
        }
    }

    /** The member that it is about, or the list that it is an item of. */
    private static String subject(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).matches("\\d+")) {
                return path.get(i) + ": ";
            }
        }
        return "";
    }

    /** A schema of {@code additionalProperties: false} has no keyword of its own that fails. */
    private static boolean isUnknownMember(Error error) {
        return error.getSchemaLocation().endsWith("/additionalProperties")
                && error.getError().startsWith("False");
    }

    private static String text(Error error, Optional<Node> at, Optional<Node> said) {
        String value = at.filter(Node.Scalar.class::isInstance)
                .map(n -> "'" + ((Node.Scalar) n).text() + "' ")
                .orElse("");
        String inBrackets = error.getError().replaceAll(".*\\[\\[|]].*", "");
        return switch (String.valueOf(error.getKeyword())) {
            case "required" -> "lacks " + inBrackets;
            case "enum" -> value + "is none of " + inBrackets;
            case "type" -> value + "must be " + typesOf(said);
            case "pattern" -> value + "is not as it must be"
                    + member(said, "description").map(d -> ": " + d).orElse("");
            case "minLength", "minItems", "minProperties" -> "must not be empty";
            case "minimum" -> value + "must be at least " + limit(said, "minimum");
            case "exclusiveMinimum" -> value + "must be more than " + limit(said, "exclusiveMinimum");
            case "maximum" -> value + "must be at most " + limit(said, "maximum");
            case "exclusiveMaximum" -> value + "must be less than " + limit(said, "exclusiveMaximum");
            default -> error.getError();
        };
    }

    private static String limit(Optional<Node> said, String keyword) {
        return member(said, keyword).orElse("it is");
    }

    private static String typesOf(Optional<Node> said) {
        return said.map(Members::of).map(s -> s.texts("type")).orElse(List.of()).stream()
                .map(type -> switch (type) {
                    case "string" -> "a text";
                    case "array" -> "a list";
                    case "object" -> "members with names";
                    case "boolean" -> "true or false";
                    default -> type.equals("integer") ? "a whole number" : "a number";
                })
                .reduce((a, b) -> a + " or " + b)
                .orElse("something else");
    }

    /** Where the schema says what was not kept; {@code below} it is cut off. */
    private Optional<Node> said(Error error, String below) {
        String location = error.getSchemaLocation();
        String pointer = location.substring(location.indexOf('#') + 1);
        return find(schema, segments(pointer.substring(0, pointer.length() - below.length())));
    }

    private static Optional<String> member(Optional<Node> of, String name) {
        return of.filter(Node.Mapping.class::isInstance).map(Members::of).flatMap(m -> m.text(name));
    }

    private static String like(String name, Optional<Node> said) {
        Set<String> known = new TreeSet<>();
        said.map(Members::of)
                .flatMap(s -> s.members("properties"))
                .ifPresent(p -> known.addAll(p.all().keySet()));
        return known.stream()
                .filter(other -> distance(name, other) <= 2)
                .min(Comparator.comparing((String other) -> distance(name, other))
                        .thenComparing(other -> !other.startsWith(name)))
                .map(other -> " (did you mean " + other + "?)")
                .orElse(known.isEmpty() ? "" : "; there are " + String.join(", ", known));
    }

    /** Letters to change, add or drop to get from one to the other: Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        for (String segment : pointer.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment.replace("~1", "/").replace("~0", "~"));
            }
        }
        return segments;
    }

    private static Optional<Node> find(Node root, List<String> path) {
        Node here = root;
        for (String segment : path) {
            if (here instanceof Node.Mapping mapping && mapping.members().containsKey(segment)) {
                here = mapping.members().get(segment);
            } else if (here instanceof Node.Sequence list && segment.matches("\\d{1,9}")) {
                int index = Integer.parseInt(segment);
                if (index >= list.items().size()) {
                    return Optional.empty();
                }
                here = list.items().get(index);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }
}
