package com.acme.orders;

final class StockException extends Exception {
    private static final long serialVersionUID = 1L;

    StockException(String message, Throwable cause) {
        super(message, cause);
    }
}
