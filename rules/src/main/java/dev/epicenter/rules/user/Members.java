package dev.epicenter.rules.user;

import dev.epicenter.rules.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Members of a mapping whose shape the schema has already checked. */
record Members(Node.Mapping node) {
    static Members of(Node node) {
        return new Members((Node.Mapping) node);
    }

    Mark at() {
        return node.at();
    }

    /** Where a member's name stands; the mapping itself when there is no such member. */
    Mark at(String name) {
        return node.names().getOrDefault(name, node.at());
    }

    boolean has(String name) {
        return node.members().containsKey(name);
    }

    Optional<Node.Scalar> scalar(String name) {
        return node.member(name).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
    }

    Optional<String> text(String name) {
        return scalar(name).map(Node.Scalar::text);
    }

    Optional<Boolean> truth(String name) {
        return text(name).map(text -> text.equalsIgnoreCase("true"));
    }

    Optional<Double> number(String name) {
        return text(name).map(Double::parseDouble);
    }

    Optional<Duration> duration(String name) {
        return text(name).flatMap(Durations::parse);
    }

    /** The items of a list, or the one that stands in its place. */
    List<String> texts(String name) {
        return node.member(name).stream()
                .flatMap(n -> n instanceof Node.Sequence list ? list.items().stream() : Stream.of(n))
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    List<Node> items(String name) {
        return node.member(name).map(n -> ((Node.Sequence) n).items()).orElse(List.of());
    }

    Optional<Members> members(String name) {
        return node.member(name).map(Members::of);
    }

    Map<String, Node> all() {
        return node.members();
    }
}
