package com.acme.mail;

/** The relay takes no mail now. */
final class RelayBusyException extends Exception {
    private static final long serialVersionUID = 1;

    RelayBusyException(String message) {
        super(message);
    }
}
