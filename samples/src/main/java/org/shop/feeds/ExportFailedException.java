package org.shop.feeds;

final class ExportFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    ExportFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
