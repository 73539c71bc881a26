package org.shop.pool;

final class CatalogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
