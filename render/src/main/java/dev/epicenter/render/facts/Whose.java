package dev.epicenter.render.facts;

import dev.epicenter.model.Artifact;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Objective;
import dev.epicenter.model.Attribution.Origin;
import dev.epicenter.model.Attribution.Owner;
import dev.epicenter.model.Incident;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Words;
import java.util.List;
import java.util.Optional;

/** Whose code failed and what was promised about it, in words. */
public final class Whose {
    private final Attribution attribution;
    private final Clock clock;

    Whose(Attribution attribution, Clock clock) {
        this.attribution = attribution;
        this.clock = clock;
    }

    /** What the code of an incident's root was delivered in; empty when not known. */
    public String deliveredIn(Incident incident) {
        return attribution
                .of(incident)
                .flatMap(Origin::artifact)
                .map(Whose::told)
                .orElse("");
    }

    private static String told(Artifact artifact) {
        String file =
                artifact.file().isEmpty() || artifact.file().equals(artifact.name()) ? "" : " in " + artifact.file();
        return artifact.display() + file + ", by " + artifact.source();
    }

    /** Who answers for that code; empty when not known. */
    public String owner(Incident incident) {
        return attribution.of(incident).flatMap(Origin::owner).map(Whose::told).orElse("");
    }

    private static String told(Owner owner) {
        String contact = owner.contact().isEmpty() ? "" : ", " + owner.contact();
        return owner.name() + contact + ", criticality " + owner.criticality().id();
    }

    /** What was promised. */
    public List<Objective> objectives() {
        return attribution.objectives();
    }

    /** What was promised by whom about which code. */
    public String promise(Objective objective) {
        return objective.owner().name() + " for " + objective.owner().pattern() + ": " + objective.text();
    }

    /** What became of it. */
    public String outcome(Objective objective) {
        return switch (objective.state()) {
            case KEPT -> "kept, with " + Words.count(objective.total(), "failure") + " in the whole recording";
            case UNKNOWN -> "not known, since exceptions were not recorded";
            case BROKEN -> "broken at " + objective.at().map(clock::time).orElse("an unknown time") + soon(objective)
                    + " by " + figures(objective) + again(objective) + "; "
                    + Words.count(objective.total()) + " in the whole recording";
        };
    }

    private static String soon(Objective broken) {
        return broken.within().isZero() ? "" : " or up to " + Words.length(broken.within()) + " earlier";
    }

    private static String figures(Objective broken) {
        return broken.of() == broken.count()
                ? Words.count(broken.count(), "failure")
                : "%s of %s failures (%s)"
                        .formatted(
                                Words.count(broken.count()),
                                Words.count(broken.of()),
                                Words.percent((double) broken.count() / broken.of()));
    }

    private static String again(Objective broken) {
        return broken.times() > 1 ? ", " + Words.count(broken.times(), "time") + " in all" : "";
    }

    /** Of an incident's root, whatever is known. */
    public Optional<Origin> of(Incident incident) {
        return attribution.of(incident);
    }
}
