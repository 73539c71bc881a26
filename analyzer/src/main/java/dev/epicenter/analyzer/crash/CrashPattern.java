package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashDiagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of crash that is understood. Placeholders such as {@code {method}} in explanation and remedy stand for what the log
 * says ({@link LogFacts#words}).
 *
 * @param id          stable, for scripts; docs/crashes.md has a heading of it
 * @param title       what went wrong, a few words
 * @param signs       what it is recognised by
 * @param explanation how such crashes come about
 * @param remedy      what to do
 * @param sources     where that is known from: addresses, or ids of the JDK's bug database
 * @param general     whether it says something only where nothing more specific fits
 */
record CrashPattern(
        String id,
        String title,
        List<Sign> signs,
        String explanation,
        String remedy,
        List<String> sources,
        boolean general) {
    /** Confidence is never higher: a log is a witness, not a proof. */
    private static final double MOST = 0.97;

    CrashPattern {
        signs = List.copyOf(signs);
        sources = List.copyOf(sources);
    }

    static Draft pattern(String id, String title) {
        return new Draft(id, title, false);
    }

    /** One to fall back on. */
    static Draft general(String id, String title) {
        return new Draft(id, title, true);
    }

    /** What it says of a log; empty when the log lacks a sign that is needed. */
    Optional<CrashDiagnosis> match(LogFacts log) {
        List<String> why = new ArrayList<>();
        double doubt = 1;
        for (Sign sign : signs) {
            Optional<String> found = sign.find().apply(log);
            if (found.isPresent()) {
                why.add(sign.told(found.get()));
                doubt *= 1 - sign.weight();
            } else if (sign.needed()) {
                return Optional.empty();
            }
        }
        double confidence = Math.round(Math.min(MOST, 1 - doubt) * 1000) / 1000.0;
        Map<String, String> words = log.words();
        return Optional.of(new CrashDiagnosis(
                id, title, confidence, why, filled(explanation, words), filled(remedy, words), sources));
    }

    private static String filled(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    /** A pattern while it is written down. */
    static final class Draft {
        private final String id;
        private final String title;
        private final boolean general;
        private final List<Sign> signs = new ArrayList<>();
        private String explanation = "";
        private String remedy = "";

        private Draft(String id, String title, boolean general) {
            this.id = id;
            this.title = title;
            this.general = general;
        }

        /** A sign that is needed. */
        Draft needs(double weight, String text, Predicate<LogFacts> holds) {
            return add(weight, true, text, log -> holds.test(log) ? Optional.of("") : Optional.empty());
        }

        /** A sign that is needed, with what the log says of it. */
        Draft needsTold(double weight, String text, Function<LogFacts, Optional<String>> find) {
            return add(weight, true, text, find);
        }

        /** A sign that makes it surer. */
        Draft surer(double weight, String text, Predicate<LogFacts> holds) {
            return add(weight, false, text, log -> holds.test(log) ? Optional.of("") : Optional.empty());
        }

        /** A sign that makes it surer, with what the log says of it. */
        Draft surerTold(double weight, String text, Function<LogFacts, Optional<String>> find) {
            return add(weight, false, text, find);
        }

        private Draft add(double weight, boolean needed, String text, Function<LogFacts, Optional<String>> find) {
            signs.add(new Sign(text, weight, needed, find));
            return this;
        }

        Draft because(String text) {
            explanation = text;
            return this;
        }

        Draft remedy(String text) {
            remedy = text;
            return this;
        }

        CrashPattern from(String... sources) {
            return new CrashPattern(id, title, signs, explanation, remedy, List.of(sources), general);
        }
    }
}
