package com.acme.storm;

/** The feed does not know the session any more. */
final class SessionExpiredException extends Exception {
    private static final long serialVersionUID = 1;

    SessionExpiredException(String message) {
        super(message);
    }
}
