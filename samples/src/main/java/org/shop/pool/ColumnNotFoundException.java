package org.shop.pool;

final class ColumnNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ColumnNotFoundException(String message) {
        super(message);
    }
}
