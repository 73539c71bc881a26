package dev.epicenter.render.text;

import dev.epicenter.model.CrashLog;
import dev.epicenter.render.facts.CrashFacts;
import dev.epicenter.render.text.TextOut.Style;

/** What a fatal error log says. */
final class CrashText {
    private final TextOut out;

    CrashText(TextOut out) {
        this.out = out;
    }

    void write(CrashLog log) {
        out.heading("Crash log " + log.source());
        for (CrashFacts.Row row : CrashFacts.of(log)) {
            String name = row.name();
            for (String line : row.lines()) {
                out.line(2, 8, String.format("%-8s", name) + line, Style.PLAIN);
                name = row.code() ? "" : name;
            }
        }
    }
}
