package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose code failed, and what was promised about it.
 *
 * @param contract   whether a failure contract was given
 * @param incidents  where each incident belongs, in their order
 * @param objectives every objective of the contract, in its order
 */
public record Attribution(boolean contract, List<Origin> incidents, List<Objective> objectives) {
    /** Not asked for. */
    public static final Attribution NONE = new Attribution(false, List.of(), List.of());

    public Attribution {
        incidents = List.copyOf(incidents);
        objectives = List.copyOf(objectives);
    }

    /** Where an incident belongs. */
    public Optional<Origin> of(Incident incident) {
        return incidents.stream()
                .filter(o -> o.incident().equals(incident.id()))
                .findFirst();
    }

    /**
     * Where an incident belongs: the code that its root cause was thrown by or below.
     *
     * @param incident id
     * @param frame    the innermost frame of the application, else that which stands for the root
     * @param inApp    whether it is the application's
     * @param artifact what that frame's class was delivered in
     * @param owner    whose it is by the contract
     */
    public record Origin(
            String incident, Frame frame, boolean inApp, Optional<Artifact> artifact, Optional<Owner> owner) {}

    /**
     * Who answers for some code.
     *
     * @param name        team or person
     * @param criticality how bad a failure there is
     * @param pattern     of the contract, that fits the class
     * @param contact     how to reach them, empty when not said
     */
    public record Owner(String name, Criticality criticality, String pattern, String contact) {}

    /** How bad a failure of some code is for those who use it. */
    public enum Criticality {
        /** Nobody notices. */
        LOW,
        /** Somebody is held up. */
        MEDIUM,
        /** Many are. */
        HIGH,
        /** Money, data or people are at stake. */
        CRITICAL;

        /** The word used in contracts, JSON and text. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A service level objective, and whether it was kept.
     *
     * @param owner   of the code
     * @param text    what was promised: {@code at most 10 failures within 1m}
     * @param state   whether it was kept over the recorded time
     * @param at      when it was broken first, at the latest
     * @param within  how much earlier that can have been
     * @param times   how often it was broken
     * @param count   failures in the window at that moment; 0 when not broken
     * @param of      failures among which they were looked for, when a share was promised; else the same
     * @param total   failures in the whole recording, at least
     * @param failures some of those counted, by id
     */
    public record Objective(
            Owner owner,
            String text,
            State state,
            Optional<Instant> at,
            Duration within,
            int times,
            long count,
            long of,
            long total,
            List<Integer> failures) {
        public Objective {
            failures = List.copyOf(failures);
        }
    }

    /** Whether an objective was kept. */
    public enum State {
        /** It was. */
        KEPT,
        /** It was not. */
        BROKEN,
        /** The recording does not hold what would tell. */
        UNKNOWN;

        /** The word used in JSON and text. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
