package com.acme.gateway;

/** A header of a version that is not known here. */
final class UnsupportedHeaderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedHeaderException(String message) {
        super(message);
    }
}
