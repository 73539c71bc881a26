package dev.epicenter.render.texts;

import dev.epicenter.model.DataLoss.Damage;
import dev.epicenter.model.RecordingSummary;
import dev.epicenter.model.RecordingSummary.Advice;
import dev.epicenter.model.RecordingSummary.Answer;
import dev.epicenter.model.RecordingSummary.Chunk;
import dev.epicenter.model.RecordingSummary.Jvm;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Copies a summary with every string of it changed: nothing that a recording can fill is left out. */
public final class SummaryTexts {
    private final UnaryOperator<String> text;
    private final UnaryOperator<String> name;

    /**
     * @param text for free text
     * @param name for names of types
     */
    public SummaryTexts(UnaryOperator<String> text, UnaryOperator<String> name) {
        this.text = text;
        this.name = name;
    }

    /** The copy. */
    public RecordingSummary apply(RecordingSummary of) {
        CrashTexts crashes = new CrashTexts(text, name);
        return new RecordingSummary(
                of.jvms().stream().map(this::jvm).toList(),
                of.damage().stream()
                        .map(d -> new Damage(text.apply(d.source()), d.offset(), d.bytes(), text.apply(d.what())))
                        .toList(),
                of.logs().stream().map(crashes::log).toList());
    }

    private Jvm jvm(Jvm of) {
        SortedMap<String, Long> counts = new TreeMap<>();
        of.eventCounts().forEach((type, count) -> counts.merge(name.apply(type), count, Long::sum));
        SortedMap<String, String> settings = new TreeMap<>();
        of.settings().forEach((setting, value) -> settings.put(name.apply(setting), text.apply(value)));
        return new Jvm(
                text.apply(of.version()),
                text.apply(of.javaVersion()),
                text.apply(of.command()),
                text.apply(of.arguments()),
                of.pid(),
                of.start(),
                of.end(),
                of.chunks().stream().map(this::chunk).toList(),
                counts,
                settings,
                of.answers().stream()
                        .map(a -> new Answer(a.question(), a.grade(), text.apply(a.why())))
                        .toList(),
                of.advice().stream()
                        .map(a -> new Advice(text.apply(a.what()), a.option()))
                        .toList());
    }

    private Chunk chunk(Chunk of) {
        List<String> flaws = of.flaws().stream().map(text).toList();
        return new Chunk(text.apply(of.source()), of.offset(), of.bytes(), of.state(), of.events(), of.start(), flaws);
    }
}
