package dev.epicenter.rules.user;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.epicenter.model.Relation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code match}, and {@code of}, which is the same. */
final class MatchReader {
    /** Links less sure than this are not shown as such; the default of a match, too. */
    private static final double CONFIDENCE = 0.5;

    private final Problems problems;

    MatchReader(Problems problems) {
        this.problems = problems;
    }

    FailureMatch match(Members node) {
        return new FailureMatch(
                own(node),
                node.truth("in-app"),
                node.truth("background"),
                node.members("from").map(this::end),
                node.members("to").map(this::end));
    }

    /** Whether all failures of a series fit, or none: type, stack and whether it is background are the same for all. */
    static boolean isSameForSeries(Members node) {
        return !node.has("message") && !node.has("thread") && !node.has("from") && !node.has("to");
    }

    private FailureMatch.End end(Members node) {
        List<String> wanted = node.texts("relation");
        Set<Relation> relations = Arrays.stream(Relation.values())
                .filter(r -> wanted.contains(r.id()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Relation.class)));
        return new FailureMatch.End(
                own(node),
                relations,
                node.truth("direct").orElse(false),
                node.number("confidence").orElse(CONFIDENCE));
    }

    private FailureMatch.Own own(Members node) {
        return new FailureMatch.Own(
                names(node, "type"),
                node.truth("subtypes").orElse(false),
                node.scalar("message").flatMap(this::regex),
                names(node, "frame"),
                names(node, "top"),
                node.has("thread") ? Optional.of(Glob.ofTexts(node.texts("thread"))) : Optional.empty());
    }

    private static Optional<Glob> names(Members node, String name) {
        return node.has(name) ? Optional.of(Glob.ofNames(node.texts(name))) : Optional.empty();
    }

    private Optional<Pattern> regex(Node.Scalar scalar) {
        try {
            return Optional.of(Pattern.compile(scalar.text()));
        } catch (PatternSyntaxException e) {
            problems.add(
                    scalar.at(),
                    "message: " + e.getDescription() + ": " + e.getPattern()
                            + " (RE2 syntax: no look-around, no back-references)");
            return Optional.empty();
        }
    }
}
