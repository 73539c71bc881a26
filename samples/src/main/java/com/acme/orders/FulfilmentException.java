package com.acme.orders;

final class FulfilmentException extends Exception {
    private static final long serialVersionUID = 1L;

    FulfilmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
