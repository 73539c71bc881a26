package dev.epicenter.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user may set for a run.
 *
 * @param only   ids of the rules to report; empty for all
 * @param skip   ids of those not to
 * @param values values of parameters, by rule and name
 */
public record RuleOptions(List<String> only, List<String> skip, Map<String, Map<String, String>> values) {
    /** All rules as they come. */
    public static final RuleOptions DEFAULT = new RuleOptions(List.of(), List.of(), Map.of());

    public RuleOptions {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
        values = Map.copyOf(values);
    }

    /**
     * Takes values as they are written on a command line.
     *
     * @param values {@code id.name} to value
     * @throws RuleSetException when a key is not written so
     */
    public static RuleOptions of(List<String> only, List<String> skip, Map<String, String> values)
            throws RuleSetException {
        Map<String, Map<String, String>> byRule = new HashMap<>();
        for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
            int dot = value.getKey().indexOf('.');
            if (dot <= 0) {
                throw new RuleSetException(
                        "'" + value.getKey() + "' is not RULE.PARAMETER, such as retry-storm.min-tries");
            }
            byRule.computeIfAbsent(value.getKey().substring(0, dot), r -> new HashMap<>())
                    .put(value.getKey().substring(dot + 1), value.getValue());
        }
        return new RuleOptions(only, skip, byRule);
    }
}
