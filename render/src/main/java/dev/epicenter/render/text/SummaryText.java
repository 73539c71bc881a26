package dev.epicenter.render.text;

import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.RecordingSummary;
import dev.epicenter.model.RecordingSummary.Advice;
import dev.epicenter.model.RecordingSummary.Answer;
import dev.epicenter.model.RecordingSummary.Chunk;
import dev.epicenter.model.RecordingSummary.ChunkState;
import dev.epicenter.model.RecordingSummary.Grade;
import dev.epicenter.model.RecordingSummary.Jvm;
import dev.epicenter.render.text.TextOut.Style;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.SummaryTexts;
import dev.epicenter.render.texts.Units;
import dev.epicenter.render.texts.VisibleText;
import dev.epicenter.render.texts.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A summary for a terminal of 80 columns. */
public final class SummaryText {
    private static final int WIDTH = 80;
    /** Chunks told one by one; of more, only those that are not whole. */
    private static final int MAX_CHUNKS = 5;

    private static final int MAX_FLAWED = 10;
    private static final int MAX_TYPES = 20;

    private final TextOut out;

    private SummaryText(TextOut out) {
        this.out = out;
    }

    /** A summary as text, with line ends. */
    public static String of(RecordingSummary recorded, boolean colored) {
        RecordingSummary summary = new SummaryTexts(SummaryText::shown, SummaryText::shown).apply(recorded);
        SummaryText text = new SummaryText(new TextOut(WIDTH, colored));
        boolean first = true;
        for (Jvm jvm : summary.jvms()) {
            if (!first) {
                text.out.blank();
            }
            text.jvm(jvm);
            first = false;
        }
        text.damage(summary.damage());
        CrashText crashes = new CrashText(text.out);
        summary.logs().forEach(crashes::write);
        return text.out.toString();
    }

    private void jvm(Jvm jvm) {
        String name = jvm.version().isEmpty() ? "A JVM that the recording does not name" : jvm.version();
        out.line(0, 2, name + (jvm.pid() < 0 ? "" : ", process " + jvm.pid()), Style.BOLD);
        optional("command", jvm.command());
        optional("arguments", jvm.arguments());
        Clock clock = new Clock(jvm.start(), jvm.end());
        out.line(
                2,
                2,
                "recorded " + clock.days() + ", " + clock.range(jvm.start(), jvm.end()) + " UTC, "
                        + Words.length(jvm.length()),
                Style.PLAIN);
        chunks(jvm.chunks());
        events(jvm);
        out.heading("What it can tell");
        jvm.answers().forEach(this::answer);
        if (!jvm.advice().isEmpty()) {
            out.heading("How to record better");
            jvm.advice().forEach(this::advice);
        }
    }

    /** Those of the types that an analysis rests on; of the others only how many. */
    private void events(Jvm jvm) {
        Set<String> matter = jvm.settings().keySet().stream()
                .map(setting -> setting.replaceFirst("#.*", ""))
                .collect(Collectors.toSet());
        List<Map.Entry<String, Long>> counts = jvm.eventCounts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
        List<Map.Entry<String, Long>> told = counts.stream()
                .filter(e -> matter.isEmpty() || matter.contains(e.getKey()))
                .limit(MAX_TYPES)
                .toList();
        out.line(
                2,
                Words.count(jvm.events(), "event") + " of " + Words.count(counts.size(), "type")
                        + (told.isEmpty() ? "" : ", of those that matter most:"));
        told.forEach(e -> out.line(4, String.format(Locale.ROOT, "%,12d  %s", e.getValue(), e.getKey())));
    }

    private void optional(String what, String text) {
        if (!text.isEmpty()) {
            out.line(2, 2, what + ": " + text, Style.PLAIN);
        }
    }

    private void chunks(List<Chunk> chunks) {
        long bytes = chunks.stream().mapToLong(Chunk::bytes).sum();
        long whole = chunks.stream().filter(c -> c.state() == ChunkState.WHOLE).count();
        String broken = whole == chunks.size() ? "all whole" : whole + " whole, " + (chunks.size() - whole) + " not";
        out.line(2, 2, Words.count(chunks.size(), "chunk") + ", " + broken + ", " + Units.bytes(bytes), Style.PLAIN);
        List<Chunk> told = chunks.size() <= MAX_CHUNKS
                ? chunks
                : chunks.stream().filter(c -> c.state() != ChunkState.WHOLE).toList();
        for (Chunk chunk : told.stream().limit(MAX_FLAWED).toList()) {
            String events = chunk.events().isPresent()
                    ? ", " + Words.count(chunk.events().getAsLong(), "event")
                    : "";
            Style style = chunk.state() == ChunkState.WHOLE ? Style.PLAIN : Style.WARN;
            out.line(
                    4,
                    2,
                    chunk.source() + " at byte " + String.format(Locale.ROOT, "%,d", chunk.offset()) + ": "
                            + chunk.state().name().toLowerCase(Locale.ROOT) + ", " + Units.bytes(chunk.bytes())
                            + events,
                    style);
            chunk.flaws().forEach(flaw -> out.line(6, 2, flaw, Style.PLAIN));
        }
        if (told.size() > MAX_FLAWED) {
            out.line(4, "and " + (told.size() - MAX_FLAWED) + " more that are not whole");
        }
    }

    private void answer(Answer answer) {
        String grade = String.format(Locale.ROOT, "%-8s", answer.grade().name().toLowerCase(Locale.ROOT));
        Style style = answer.grade() == Grade.NO ? Style.WARN : Style.PLAIN;
        out.line(2, 10, grade + answer.question() + ": " + answer.why(), style);
    }

    private void advice(Advice advice) {
        out.line(2, 2, advice.what(), Style.PLAIN);
        if (!advice.option().isEmpty()) {
            out.verbatim(4, advice.option());
        }
    }

    private void damage(List<Damage> damage) {
        if (!damage.isEmpty()) {
            out.heading("Not read");
            for (Damage d : damage) {
                String bytes = d.bytes() < 0 ? "" : ", " + Words.count(d.bytes(), "byte");
                out.line(
                        2,
                        2,
                        d.source() + " at byte " + String.format(Locale.ROOT, "%,d", d.offset()) + bytes + ": "
                                + d.what(),
                        Style.WARN);
            }
        }
    }

    private static String shown(String text) {
        return VisibleText.show(text, VisibleText.MAX_TEXT);
    }
}
