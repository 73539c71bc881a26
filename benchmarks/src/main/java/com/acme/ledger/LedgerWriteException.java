package com.acme.ledger;

/** An entry could not be written; the cause tells why. */
public final class LedgerWriteException extends Exception {
    private static final long serialVersionUID = 1L;

    LedgerWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
