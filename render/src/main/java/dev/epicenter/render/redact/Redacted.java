package dev.epicenter.render.redact;

import dev.epicenter.model.Diagnosis;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A diagnosis that may leave the tool.
 *
 * @param diagnosis with placeholders where secrets were
 * @param applied   whether redaction was on
 * @param hidden    how many different secrets of each kind were hidden
 */
public record Redacted(Diagnosis diagnosis, boolean applied, SortedMap<String, Integer> hidden) {
    public Redacted {
        hidden = Collections.unmodifiableSortedMap(new TreeMap<>(hidden));
    }

    /** The diagnosis as it is: redaction was turned off. */
    public static Redacted nothing(Diagnosis diagnosis) {
        return new Redacted(diagnosis, false, new TreeMap<>());
    }

    /** The same statement about another form of the diagnosis. */
    public Redacted with(Diagnosis other) {
        return new Redacted(other, applied, hidden);
    }

    /** What was hidden, in one sentence. */
    public String summary() {
        if (!applied) {
            return "Redaction was turned off: this report may hold secrets.";
        }
        int total = hidden.values().stream().mapToInt(Integer::intValue).sum();
        if (total == 0) {
            return "Redaction was on and found nothing to hide.";
        }
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, Integer> kind : hidden.entrySet()) {
            parts.append(parts.isEmpty() ? "" : ", ")
                    .append(kind.getValue())
                    .append(' ')
                    .append(kind.getKey());
        }
        return total + (total == 1 ? " secret was" : " different secrets were") + " hidden (" + parts
                + "); the same secret has the same placeholder.";
    }
}
