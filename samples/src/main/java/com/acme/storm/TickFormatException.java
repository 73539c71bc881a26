package com.acme.storm;

/** A tick that cannot be read. */
final class TickFormatException extends Exception {
    private static final long serialVersionUID = 1;

    TickFormatException(String message) {
        super(message);
    }
}
