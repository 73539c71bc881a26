package com.acme.orders;

final class DataAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataAccessException(Throwable cause) {
        super(cause);
    }
}
