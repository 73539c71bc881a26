package dev.epicenter.analyzer.jfr;

/** Bytes that cannot be what they should be. Carries nothing, since it is caught where the loss is known, and may come often. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final Malformed INSTANCE = new Malformed();

    private Malformed() {
        super("malformed", null, false, false);
    }
}
