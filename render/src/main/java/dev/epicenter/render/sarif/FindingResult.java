package dev.epicenter.render.sarif;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Site;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.json.JsonOut;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.util.List;

/** A finding as a result: it lies at the first frame of the application in its evidence. */
final class FindingResult {
    private final JsonOut json;
    private final Facts facts;
    private final SarifRules rules;
    private final SarifPlaces places;

    FindingResult(JsonOut json, Facts facts, SarifRules rules, SarifPlaces places) {
        this.json = json;
        this.facts = facts;
        this.rules = rules;
        this.places = places;
    }

    void write(Finding finding) throws IOException {
        Site site = facts.site(finding);
        json.object(() -> {
            rules.refer(json, finding.rule());
            json.text("kind", SarifRules.kind(finding.severity()));
            json.text("level", SarifRules.level(finding));
            json.decimal("rank", finding.score());
            json.object("message", () -> json.text("text", Words.sentence(finding.summary()) + " " + finding.remedy()));
            json.array("locations", List.of(site), s -> places.location(s, ""));
            if (site.known()) {
                // No line number, so that it stays the same when the code around it changes.
                json.object(
                        "partialFingerprints",
                        () -> json.text(
                                "epicenterFinding/v1",
                                finding.rule() + ":" + site.frame().qualifiedMethod()));
            }
            json.object("properties", () -> {
                json.texts("incidents", finding.incidents());
                json.texts("counterEvidence", finding.counter());
            });
        });
    }
}
