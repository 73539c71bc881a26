package org.shop.cache;

final class CacheMissException extends Exception {
    private static final long serialVersionUID = 1L;

    CacheMissException(String message) {
        super(message);
    }
}
