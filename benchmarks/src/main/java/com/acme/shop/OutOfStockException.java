package com.acme.shop;

/** Nothing left on the shelf: everyday business, not an incident. */
public final class OutOfStockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfStockException(String message) {
        super(message);
    }
}
