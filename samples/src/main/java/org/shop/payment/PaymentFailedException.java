package org.shop.payment;

final class PaymentFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PaymentFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
