package com.acme.remote.stock;

/** A shelf cannot be read now. */
final class ShelfLockedException extends Exception {
    private static final long serialVersionUID = 1;

    ShelfLockedException(String message) {
        super(message);
    }
}
