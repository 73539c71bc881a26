package org.shop.payment;

final class GatewayException extends Exception {
    private static final long serialVersionUID = 1L;

    GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
