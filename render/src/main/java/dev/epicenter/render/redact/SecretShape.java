package dev.epicenter.render.redact;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of secret looks like. Patterns have bounded repetitions and start at a fixed word or at the edge of a run of
 * characters, so that searching costs time in proportion to the text. They are compiled when a text first holds one of their
 * hints, since most texts hold none.
 */
final class SecretShape {
    /** In the order in which they are looked for: the more telling shape first. docs/redaction.md tells of them. */
    static final List<SecretShape> ALL =
            List.of(CredentialShapes.ALL, TokenShapes.ALL, KeyedShapes.ALL, PersonalShapes.ALL).stream()
                    .flatMap(List::stream)
                    .toList();

    private final String kind;
    private final String regex;
    private final List<String> hints;
    private final boolean beginsWithHint;
    private final Predicate<String> possible;
    private final Predicate<String> check;
    private final boolean inNames;
    private @Nullable Pattern pattern;

    private SecretShape(
            String kind,
            String regex,
            List<String> hints,
            boolean beginsWithHint,
            Predicate<String> possible,
            Predicate<String> check,
            boolean inNames) {
        this.kind = kind;
        this.regex = regex;
        this.hints = hints;
        this.beginsWithHint = beginsWithHint;
        this.possible = possible;
        this.check = check;
        this.inNames = inNames;
    }

    /**
     * A shape whose pattern matches from one of its hints on.
     *
     * @param kind  word in the placeholder
     * @param regex has a group {@code secret}: what is replaced
     * @param hints what the pattern begins with, in small letters, at least two characters each
     */
    static SecretShape from(String kind, String regex, String... hints) {
        return new SecretShape(kind, regex, List.of(hints), true, text -> true, secret -> true, false);
    }

    /** A shape that has one of its hints somewhere in what its pattern matches. */
    static SecretShape around(String kind, String regex, String... hints) {
        return new SecretShape(kind, regex, List.of(hints), false, text -> true, secret -> true, false);
    }

    /** A shape without any word: the pattern is only tried on a text that passes a test. */
    static SecretShape possiblyIn(Predicate<String> text, String kind, String regex) {
        return new SecretShape(kind, regex, List.of(), false, text, secret -> true, false);
    }

    /** The same, only for what passes a check. */
    SecretShape when(Predicate<String> secret) {
        return new SecretShape(kind, regex, hints, beginsWithHint, possible, secret, inNames);
    }

    /** The same, looked for in names of classes and methods too: nothing that is named so is anything else. */
    SecretShape alsoInNames() {
        return new SecretShape(kind, regex, hints, beginsWithHint, possible, check, true);
    }

    String kind() {
        return kind;
    }

    List<String> hints() {
        return hints;
    }

    boolean isInNames() {
        return inNames;
    }

    /** What a secret is replaced by. */
    interface Placeholder {
        String of(String kind, String secret);
    }

    /**
     * The text without secrets of this shape; the very same object if there is none.
     *
     * @param hintsAt where its hints are, ascending; none when it has none
     */
    String hideIn(String text, int[] hintsAt, Placeholder placeholder) {
        boolean worthwhile = hints.isEmpty() ? possible.test(text) : hintsAt.length > 0;
        if (!worthwhile) {
            return text;
        }
        Matcher matcher = matcher(text);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int next = 0;
        while (beginsWithHint ? next < hintsAt.length : matcher.find()) {
            if (beginsWithHint) {
                int at = hintsAt[next++];
                matcher.region(at, text.length());
                if (at < copied || !matcher.lookingAt()) {
                    continue;
                }
            }
            String secret = matcher.group("secret");
            if (check.test(secret) && matcher.start("secret") >= copied) {
                out.append(text, copied, matcher.start("secret")).append(placeholder.of(kind, secret));
                copied = matcher.end("secret");
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    private Matcher matcher(String text) {
        if (pattern == null) {
            pattern = Pattern.compile(regex);
        }
        // What stands before and behind a region counts for the pattern's edges.
        return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }
}
