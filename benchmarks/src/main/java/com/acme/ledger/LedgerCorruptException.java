package com.acme.ledger;

/** The needle: an entry of the ledger is damaged. Thrown once in a recording. */
public final class LedgerCorruptException extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerCorruptException(String message) {
        super(message);
    }
}
