package com.acme.transfer;

final class StaleVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleVersionException(String message) {
        super(message);
    }
}
