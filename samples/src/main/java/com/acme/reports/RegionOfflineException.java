package com.acme.reports;

/** A region's data cannot be had. */
final class RegionOfflineException extends Exception {
    private static final long serialVersionUID = 1;

    RegionOfflineException(String message) {
        super(message);
    }
}
