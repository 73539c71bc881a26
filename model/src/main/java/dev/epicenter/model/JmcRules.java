package dev.epicenter.model;

import java.util.List;

/**
 * What the rules of JDK Mission Control say of a recording: context, on which nothing of ours rests.
 *
 * @param results those that found something worth saying, the highest score first
 * @param passed  how many rules found nothing
 * @param notes   what they were given, and which of them could not be run, one sentence each
 */
public record JmcRules(List<Result> results, int passed, List<String> notes) {
    public JmcRules {
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    /** None could be run. */
    public static JmcRules notRun(String why) {
        return new JmcRules(List.of(), 0, List.of(why));
    }

    /**
     * What one rule says, in its own words.
     *
     * @param rule        its id
     * @param name        as JMC shows it
     * @param topic       such as {@code heap}
     * @param score       0..100
     * @param explanation empty when it gives none
     * @param solution    empty when it gives none
     */
    public record Result(
            String rule,
            String name,
            String topic,
            Severity severity,
            double score,
            String summary,
            String explanation,
            String solution) {}
}
