package com.acme.pricing;

/** Reads amounts as people type them: with a point, else with a comma. */
final class AmountParser {
    private AmountParser() {}

    static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.parseDouble(text.replace(',', '.'));
        }
    }
}
