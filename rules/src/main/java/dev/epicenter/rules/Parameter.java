package dev.epicenter.rules;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A number or time that a user may set for a rule.
 *
 * @param name     such as {@code min-tries}
 * @param about    what it does, a few words
 * @param kind     what its values are
 * @param standard the value without the user's word, as the user would write it
 */
public record Parameter(String name, String about, Kind kind, String standard) {
    /** What values are. */
    public enum Kind {
        /** A number of at least 0. */
        NUMBER("a number of at least 0, such as 5 or 0.9"),
        /** A length of time. */
        DURATION("a time such as 500ms, 30s, 5m or 2h"),
        /** Any text. */
        TEXT("a text");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people, to follow "must be". */
        public String words() {
            return words;
        }

        /** Whether a value is one of these, as users write it. */
        public boolean accepts(String value) {
            return switch (this) {
                case NUMBER -> number(value).isPresent();
                case DURATION -> Durations.parse(value).isPresent();
                case TEXT -> true;
            };
        }
    }

    public Parameter {
        if (!RuleInfo.ID.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a parameter: " + name);
        }
        if (!kind.accepts(standard)) {
            throw new IllegalArgumentException(name + " is not " + kind.words() + ": " + standard);
        }
    }

    /** A number of at least 0. */
    public static Parameter number(String name, double standard, String about) {
        String plain = standard == Math.rint(standard) ? Long.toString((long) standard) : Double.toString(standard);
        return new Parameter(name, about, Kind.NUMBER, plain);
    }

    /** A length of time. */
    public static Parameter duration(String name, Duration standard, String about) {
        return new Parameter(name, about, Kind.DURATION, Durations.format(standard));
    }

    /** A number of at least 0 as users write it; empty when it is none. */
    static OptionalDouble number(String value) {
        if (!value.matches("\\d{1,15}(\\.\\d{1,9})?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(value));
    }
}
