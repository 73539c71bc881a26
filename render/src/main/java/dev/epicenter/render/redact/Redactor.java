package dev.epicenter.render.redact;

import dev.epicenter.model.Diagnosis;
import dev.epicenter.render.texts.DiagnosisTexts;
import java.util.List;

/** The one place where secrets are hidden: every text of a diagnosis goes through {@link SecretFinder}. */
public final class Redactor {
    private Redactor() {}

    /**
     * A copy of the diagnosis with placeholders for secrets. In names of classes, methods and events only what cannot be
     * anything else is hidden.
     */
    public static Redacted redact(Diagnosis diagnosis, Redaction redaction) {
        if (!redaction.on()) {
            return Redacted.nothing(diagnosis);
        }
        SecretFinder finder = new SecretFinder(redaction.patterns());
        Diagnosis copy = new DiagnosisTexts(finder::hide, finder::hideInName, finder::hideValue).apply(diagnosis);
        return new Redacted(copy, true, finder.hidden());
    }

    /** A text that is no part of a diagnosis, such as an error message, without secrets. */
    public static String redact(String text) {
        return new SecretFinder(List.of()).hide(text);
    }
}
