package dev.epicenter.rules;

/** Rules that cannot be run as asked; one line, fit for the user. */
public final class RuleSetException extends Exception {
    private static final long serialVersionUID = 1L;

    RuleSetException(String message) {
        super(message);
    }
}
