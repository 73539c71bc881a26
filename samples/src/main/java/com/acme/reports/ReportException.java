package com.acme.reports;

/** A report could not be built. */
final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
