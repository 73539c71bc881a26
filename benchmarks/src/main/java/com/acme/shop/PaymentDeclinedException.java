package com.acme.shop;

/** The bank said no: everyday business, not an incident. */
public final class PaymentDeclinedException extends Exception {
    private static final long serialVersionUID = 1L;

    PaymentDeclinedException(String message) {
        super(message);
    }
}
