package dev.epicenter.render.sarif;

import dev.epicenter.model.Frame;
import dev.epicenter.model.Site;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.facts.SourceFiles;
import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Locations and stacks. Code of the application points at its source file as far as that can be told; all else at the
 * recording, since GitHub wants a file everywhere.
 */
final class SarifPlaces {
    private static final int FRAMES = 20;

    private final JsonOut json;
    private final Facts facts;

    SarifPlaces(JsonOut json, Facts facts) {
        this.json = json;
        this.facts = facts;
    }

    /** An element of an array of locations. */
    void location(Site site, String message) throws IOException {
        json.object(() -> locationMembers(site, message));
    }

    /** The members of one. */
    void locationMembers(Site site, String message) throws IOException {
        Optional<String> source = site.inApp() && site.known() ? facts.sources().uri(site.frame()) : Optional.empty();
        json.object("physicalLocation", () -> {
            json.object("artifactLocation", () -> json.text("uri", source.orElseGet(this::recording)));
            if (source.isPresent() && site.frame().line() > 0) {
                json.object(
                        "region", () -> json.number("startLine", site.frame().line()));
            }
        });
        if (site.known()) {
            json.array("logicalLocations", List.of(site.frame()), this::function);
        }
        if (!message.isEmpty()) {
            json.object("message", () -> json.text("text", message));
        }
    }

    private String recording() {
        return facts.analysis().recording().sources().stream()
                .findFirst()
                .map(SourceFiles::reference)
                .orElse("recording");
    }

    private void function(Frame frame) throws IOException {
        json.object(() -> {
            json.text("name", frame.method());
            json.text("fullyQualifiedName", frame.qualifiedMethod());
            json.text("kind", "function");
        });
    }

    /** Members of a stack. */
    void stackMembers(List<Frame> frames, String message) throws IOException {
        json.object("message", () -> json.text("text", message));
        json.array(
                "frames",
                frames.subList(0, Math.min(FRAMES, frames.size())),
                frame -> json.object(() -> {
                    json.object(
                            "location", () -> locationMembers(new Site(frame, facts.isInApp(frame)), frame.display()));
                    if (!frame.module().isEmpty()) {
                        json.text("module", frame.module());
                    }
                }));
    }
}
