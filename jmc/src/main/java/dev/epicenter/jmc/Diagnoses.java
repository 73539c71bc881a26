package dev.epicenter.jmc;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.read.ItemReader;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.redact.Redaction;
import dev.epicenter.render.redact.Redactor;
import dev.epicenter.rules.RuleEngine;
import dev.epicenter.rules.RuleLibrary;
import dev.epicenter.rules.RuleSet;
import dev.epicenter.rules.RuleSetException;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.item.IItemCollection;

/** One diagnosis a recording, however many rules ask for it, for as long as JMC has the recording. */
final class Diagnoses {
    private static final Map<IItemCollection, Diagnoses> BY_RECORDING = new WeakHashMap<>();

    private @Nullable Settings settings;
    private @Nullable Facts facts;

    private Diagnoses() {}

    /** The diagnosis of these items, redacted. Who asks while it is being made waits for it. */
    static Facts of(IItemCollection items, Settings settings) {
        Diagnoses ofItems;
        synchronized (BY_RECORDING) {
            ofItems = BY_RECORDING.computeIfAbsent(items, i -> new Diagnoses());
        }
        return ofItems.get(items, settings);
    }

    private synchronized Facts get(IItemCollection items, Settings wanted) {
        Facts known = facts;
        if (known != null && wanted.equals(settings)) {
            return known;
        }
        Facts made = diagnose(items, wanted);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the evaluation was cancelled");
        }
        settings = wanted;
        facts = made;
        return made;
    }

    private static Facts diagnose(IItemCollection items, Settings settings) {
        Analysis analysis = Analyzer.analyze(List.of(ItemReader.read(items)), List.of(), settings.analyzer());
        try {
            RuleSet rules = RuleSet.of(RuleLibrary.rules(), settings.rules());
            Diagnosis diagnosis = new RuleEngine(rules).diagnose(analysis);
            return Facts.of(Redactor.redact(diagnosis, Redaction.ON), List.of());
        } catch (RuleSetException e) {
            throw new IllegalStateException(e);
        }
    }
}
