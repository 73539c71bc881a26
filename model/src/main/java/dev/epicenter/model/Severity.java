package dev.epicenter.model;

/** How bad, on JMC's scale, so that results can be compared. */
public enum Severity {
    OK,
    INFO,
    WARNING;

    /** Lowest score of WARNING, as JMC has it. */
    public static final double WARNING_FROM = 75;

    /** Lowest score of INFO, as JMC has it. */
    public static final double INFO_FROM = 25;

    /** Severity of a score in 0..100. */
    public static Severity ofScore(double score) {
        if (score >= WARNING_FROM) {
            return WARNING;
        }
        return score >= INFO_FROM ? INFO : OK;
    }

    /** The word used in JSON and text. */
    public String id() {
        return switch (this) {
            case OK -> "ok";
            case INFO -> "info";
            case WARNING -> "warning";
        };
    }
}
