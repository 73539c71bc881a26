package dev.epicenter.model;

import java.util.List;

/**
 * What a rule says.
 *
 * @param rule        id of the rule
 * @param title       what is wrong, a few words
 * @param score       0..100 on JMC's scale
 * @param summary     one sentence with the facts of this recording
 * @param explanation why that is a problem
 * @param remedy      what to do
 * @param incidents   ids of the incidents it concerns
 * @param evidence    events it rests on
 * @param counter     what speaks against it, one sentence each
 */
public record Finding(
        String rule,
        String title,
        double score,
        String summary,
        String explanation,
        String remedy,
        List<String> incidents,
        List<EventRef> evidence,
        List<String> counter) {
    public Finding {
        if (!(score >= 0 && score <= 100)) {
            throw new IllegalArgumentException("score outside 0..100: " + score);
        }
        incidents = List.copyOf(incidents);
        evidence = List.copyOf(evidence);
        counter = List.copyOf(counter);
    }

    /** Severity of the score. */
    public Severity severity() {
        return Severity.ofScore(score);
    }
}
