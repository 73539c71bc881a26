package org.shop.loyalty;

final class PeriodClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PeriodClosedException(String message) {
        super(message);
    }
}
