package com.acme.ledger;

/** An account takes no postings any more. */
final class AccountClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccountClosedException(String message) {
        super(message);
    }
}
