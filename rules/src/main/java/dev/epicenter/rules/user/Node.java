package dev.epicenter.rules.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML document as a tree that knows where everything stood. An anchored node stands in several places. */
sealed interface Node {
    Mark at();

    /** How many nodes it would be with all aliases written out; saturates. */
    long size();

    /**
     * Text, number, truth or nothing.
     *
     * @param at    where it starts, the quote or block sign included
     * @param text  its value, escapes resolved
     * @param style how it is written
     * @param body  where its first character stands
     */
    record Scalar(Mark at, String text, Style style, Mark body) implements Node {
        /** How a scalar is written. */
        enum Style {
            PLAIN,
            QUOTED,
            /** {@code |}: line breaks are kept. */
            LITERAL,
            /** {@code >}: line breaks become spaces. */
            FOLDED
        }

        @Override
        public long size() {
            return 1;
        }

        /** Where the character stands that is at this line and column, from 1, of the text; as near as its style tells. */
        Mark locate(int line, int column) {
            return switch (style) {
                case PLAIN, QUOTED -> line == 1 ? new Mark(body.line(), body.column() + column - 1) : at;
                case LITERAL -> new Mark(body.line() + line - 1, body.column() + column - 1);
                case FOLDED -> body;
            };
        }
    }

    /** A list. */
    record Sequence(Mark at, List<Node> items, long size) implements Node {}

    /** Members by name, in the order of the file. */
    record Mapping(Mark at, Map<String, Node> members, Map<String, Mark> names, long size) implements Node {
        Optional<Node> member(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }
}
