package com.acme.remote.shop;

/** The stock service did not answer as it should. */
final class StockUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    StockUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
