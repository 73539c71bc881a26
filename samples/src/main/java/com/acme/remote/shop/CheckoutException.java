package com.acme.remote.shop;

/** A cart could not be checked. */
final class CheckoutException extends Exception {
    private static final long serialVersionUID = 1;

    CheckoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
