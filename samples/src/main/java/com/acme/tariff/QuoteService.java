package com.acme.tariff;

/** Answers requests for quotes. */
final class QuoteService {
    private final RuleSets rules;

    QuoteService(RuleSets rules) {
        this.rules = rules;
    }

    int quote(String pieces) {
        try {
            return rules.price(pieces(pieces));
        } catch (IllegalStateException e) {
            System.err.println("GET /quote 500 " + e.getMessage());
            return -1;
        }
    }

    private static int pieces(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
