package dev.epicenter.render.otlp;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.render.facts.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The failures that become records: those of the incidents, and the first of every other series, which stands for the rest of
 * it. Whatever led to one of them is among them too, so that every parent can be found.
 */
final class ToldFailures {
    private final Facts facts;
    private final Map<Integer, Optional<Incident>> incidents = new TreeMap<>();

    private ToldFailures(Facts facts) {
        this.facts = facts;
    }

    static ToldFailures of(Facts facts) {
        ToldFailures told = new ToldFailures(facts);
        for (Incident incident : facts.analysis().incidents()) {
            facts.path(incident).forEach(failure -> told.add(failure.id(), Optional.of(incident)));
            incident.branches().forEach(link -> {
                told.add(link.from(), Optional.of(incident));
                told.add(link.to(), Optional.of(incident));
            });
        }
        for (FailureSeries series : facts.graph().series()) {
            series.exemplars().stream().findFirst().ifPresent(id -> told.add(id, Optional.empty()));
        }
        return told;
    }

    private void add(int failure, Optional<Incident> incident) {
        int id = failure;
        while (incidents.putIfAbsent(id, incident) == null) {
            Optional<Link> link = parent(id);
            if (link.isEmpty()) {
                return;
            }
            id = link.get().from();
        }
    }

    /** The link that most probably led to a failure. */
    Optional<Link> parent(int failure) {
        return facts.graph().into(failure).stream().findFirst();
    }

    /** The incident that a failure belongs to, if any. */
    Optional<Incident> incident(Failure failure) {
        return incidents.getOrDefault(failure.id(), Optional.empty());
    }

    /** All, in time order. */
    List<Failure> all() {
        return incidents.keySet().stream().map(facts.graph()::failure).toList();
    }

    /** Those of a process. */
    List<Failure> of(int process) {
        return all().stream().filter(f -> f.thread().process() == process).toList();
    }
}
