package dev.epicenter.model;

import java.util.List;

/**
 * What a recording says about failures: the hand-over from the analyzer to the rules.
 *
 * @param recording what was read
 * @param dataLoss  what is missing
 * @param timeline  what the virtual machine did meanwhile
 * @param graph     failures and links
 * @param incidents worst first
 * @param verdict   the answer in one word
 * @param verdictReasons what the verdict rests on, one sentence each
 */
public record Analysis(
        Recording recording,
        DataLoss dataLoss,
        Timeline timeline,
        FailureGraph graph,
        List<Incident> incidents,
        Verdict verdict,
        List<String> verdictReasons) {
    public Analysis {
        incidents = List.copyOf(incidents);
        verdictReasons = List.copyOf(verdictReasons);
    }
}
