package com.acme.quotes;

final class QuoteUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuoteUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
