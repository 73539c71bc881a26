package com.acme.logparse;

final class LineFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    LineFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
