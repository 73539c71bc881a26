package com.acme.ingest;

final class CorruptBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptBatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
