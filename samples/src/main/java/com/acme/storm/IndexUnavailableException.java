package com.acme.storm;

/** The index could not be computed. */
final class IndexUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
