package dev.epicenter.render.sarif;

import dev.epicenter.render.json.JsonOut;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What SARIF calls a reporting descriptor.
 *
 * @param id    stable
 * @param title a few words
 * @param why   why it is a problem
 * @param help  what to do
 * @param level SARIF's
 */
record SarifRule(String id, String title, String why, String help, String level) {
    void write(JsonOut json) throws IOException {
        json.object(() -> {
            json.text("id", id);
            json.text("name", name());
            json.object("shortDescription", () -> json.text("text", title));
            json.object("fullDescription", () -> json.text("text", why.isEmpty() ? title : why));
            json.object("help", () -> json.text("text", help.isEmpty() ? title : help));
            json.object("defaultConfiguration", () -> json.text("level", level));
            json.object("properties", () -> json.texts("tags", List.of("reliability", "jfr")));
        });
    }

    /** {@code lost-cause} as {@code LostCause}, the case that SARIF asks for. */
    private String name() {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.isEmpty() ? "Rule" : name.toString();
    }
}
