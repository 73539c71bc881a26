package dev.epicenter.render.redact;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.texts.DiagnosisTexts;

/** The one place where secrets are hidden: every text of a diagnosis goes through {@link SecretFinder}. */
public final class Redactor {
    private Redactor() {}

    /** A copy of the diagnosis with placeholders for secrets. Names of classes and methods stay. */
    public static Redacted redact(Diagnosis diagnosis) {
        SecretFinder finder = new SecretFinder();
        Diagnosis copy = new DiagnosisTexts(finder::hide, name -> name).apply(diagnosis);
        return new Redacted(copy, true, finder.hidden());
    }
}
