package dev.epicenter.rules.user;

import dev.epicenter.rules.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A text with {@code {fields}}; {@code {{} and {@code }}} stand for the braces themselves. */
final class Template {
    /** What can be filled in besides {@code param.NAME}; see {@link Filling}. */
    static final Set<String> FIELDS = Set.of(
            "type",
            "message",
            "site",
            "thread",
            "thread-group",
            "process",
            "count",
            "of",
            "share",
            "first",
            "last",
            "at",
            "window",
            "root",
            "incident",
            "key");

    private final List<Part> parts;

    private record Part(boolean field, String text) {}

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A template without fields. */
    static Template plain(String text) {
        return new Template(List.of(new Part(false, text)));
    }

    /** Reads a template; problems say which fields there are not. */
    static Template read(Node.Scalar scalar, List<Parameter> parameters, Problems problems) {
        Set<String> known = new TreeSet<>(FIELDS);
        parameters.forEach(p -> known.add(Condition.PARAM + p.name()));
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String source = scalar.text().strip();
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < source.length() && source.charAt(i + 1) == c) {
                text.append(c);
                i++;
            } else if (c == '{') {
                int end = source.indexOf('}', i);
                String name = end < 0 ? "" : source.substring(i + 1, end);
                if (!known.contains(name)) {
                    problems.add(
                            scalar.at(),
                            "there is no field {" + name + "}; there are " + String.join(", ", known)
                                    + "; write {{ for a brace");
                    return plain("");
                }
                parts.add(new Part(false, text.toString()));
                parts.add(new Part(true, name));
                text.setLength(0);
                i = end;
            } else {
                text.append(c);
            }
        }
        parts.add(new Part(false, text.toString()));
        return new Template(parts);
    }

    /** The text with what {@code values} has for its fields. */
    String fill(UnaryOperator<String> values) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.field ? values.apply(part.text) : part.text));
        return text.toString();
    }
}
