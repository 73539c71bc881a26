package dev.epicenter.render.sarif;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.RootCause;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.json.JsonOut;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An incident as a result: it lies where it began; the symptom and other possible roots are related locations. */
final class IncidentResult {
    private final JsonOut json;
    private final Facts facts;
    private final SarifRules rules;
    private final SarifPlaces places;

    IncidentResult(JsonOut json, Facts facts, SarifRules rules, SarifPlaces places) {
        this.json = json;
        this.facts = facts;
        this.rules = rules;
        this.places = places;
    }

    void write(Incident incident) throws IOException {
        Failure root = facts.root(incident);
        json.object(() -> {
            rules.refer(json, SarifRules.id(incident.symptom().kind()));
            json.text("kind", "fail");
            json.text("level", SarifRules.level(incident));
            json.decimal("rank", incident.score());
            json.object("message", () -> json.text("text", message(incident)));
            json.array("locations", List.of(root), f -> places.location(facts.site(f), "It began here."));
            related(incident);
            json.array("codeFlows", List.of(incident), this::codeFlow);
            json.array(
                    "stacks",
                    List.of(root),
                    f -> json.object(() -> places.stackMembers(f.stack().frames(), "Where the root cause was built.")));
            json.object("partialFingerprints", () -> {
                json.text("epicenterIncident/v1", incident.fingerprint());
                // The one that GitHub tells alerts apart by.
                json.text("primaryLocationLineHash", incident.fingerprint());
            });
            json.number("occurrenceCount", Math.max(1, incident.count()));
            json.object("provenance", () -> {
                json.time("firstDetectionTimeUtc", incident.first());
                json.time("lastDetectionTimeUtc", incident.last());
            });
            json.object("properties", () -> {
                json.text("incident", incident.id());
                json.text("recoverability", incident.recoverability().id());
                json.decimal("confidence", incident.root().confidence());
                json.text("thread", root.thread().display());
                json.text("remedy", incident.remedy());
            });
        });
    }

    private String message(Incident incident) {
        Failure root = facts.root(incident);
        return Words.sentence(incident.symptom().text()) + " It began with " + Words.shorten(root.asString(), 1_000)
                + " at "
                + facts.place(root) + " in " + root.thread().display() + " ("
                + Words.percent(incident.root().confidence()) + ").";
    }

    private void related(Incident incident) throws IOException {
        List<RootCause> others =
                incident.rootCauses().subList(1, incident.rootCauses().size());
        json.array("relatedLocations", others, cause -> {
            Failure failure = facts.graph().failure(cause.failure());
            places.location(
                    facts.site(failure),
                    "Or it began here, with " + failure.type() + " (" + Words.percent(cause.confidence()) + ").");
        });
    }

    private void codeFlow(Incident incident) throws IOException {
        json.object(() -> {
            json.object("message", () -> json.text("text", "How it spread"));
            json.array("threadFlows", List.of(incident), this::threadFlow);
        });
    }

    /** All steps in one flow, whatever threads they are of: viewers show a flow as one path. */
    private void threadFlow(Incident incident) throws IOException {
        List<Failure> path = facts.path(incident);
        json.object(() -> {
            json.text("id", incident.id());
            json.array("locations", path, step -> json.object(() -> step(incident, path, step)));
        });
    }

    private void step(Incident incident, List<Failure> path, Failure step) throws IOException {
        Optional<Link> link =
                incident.chain().stream().filter(l -> l.to() == step.id()).findFirst();
        String arrives = link.map(l -> Words.relation(l) + ": ").orElse("");
        String text = arrives + Words.shorten(step.asString(), 1_000) + " in "
                + step.thread().display();
        json.object("location", () -> places.locationMembers(facts.site(step), text));
        json.number("executionOrder", path.indexOf(step));
        json.time("executionTimeUtc", step.at());
        json.text("importance", "essential");
        json.object("properties", () -> {
            json.text("thread", step.thread().display());
            if (link.isPresent()) {
                json.text("relation", link.get().relation().id());
                json.text("certainty", link.get().certainty().id());
                json.decimal("confidence", link.get().confidence());
            }
        });
    }
}
