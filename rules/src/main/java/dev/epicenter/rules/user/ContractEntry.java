package dev.epicenter.rules.user;

import dev.epicenter.model.Attribution.Criticality;
import dev.epicenter.model.Attribution.Owner;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some code and who answers for it.
 *
 * @param code     patterns as the file has them and in its order, with what they fit
 * @param name     of the owner
 * @param contact  empty when not said
 * @param promises what was promised about it
 */
record ContractEntry(
        Map<String, Glob> code, String name, String contact, Criticality criticality, List<Promise> promises) {
    ContractEntry {
        code = Collections.unmodifiableMap(new LinkedHashMap<>(code));
        promises = List.copyOf(promises);
    }

    /**
     * What was promised.
     *
     * @param text      in words
     * @param threshold that breaks it
     * @param span      in which; of the whole recording when empty
     * @param types     of the failures that count
     */
    record Promise(String text, Threshold threshold, Optional<Duration> span, Optional<Glob> types) {}

    /** The most exact of the patterns that fit a class. */
    Optional<String> fitting(String type) {
        return code.entrySet().stream()
                .filter(pattern -> pattern.getValue().fits(type))
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(ContractEntry::exactness).thenComparing(Comparator.naturalOrder()));
    }

    /** How much of a name a pattern says: its characters without stars. */
    static int exactness(String pattern) {
        return (int) pattern.chars().filter(c -> c != '*').count();
    }

    /** The owner, as one of the patterns says. */
    Owner owner(String pattern) {
        return new Owner(name, criticality, pattern, contact);
    }

    /** The owner, by all of them. */
    Owner owner() {
        return owner(String.join(", ", code.keySet()));
    }
}
