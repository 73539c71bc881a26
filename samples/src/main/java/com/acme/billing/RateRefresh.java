package com.acme.billing;

import java.net.SocketTimeoutException;

/** Fetches exchange rates; keeps the last known ones when the feed is slow, as it is most of the time. */
final class RateRefresh implements Runnable {
    private int attempt;
    private double rate = 1.08;

    @Override
    public void run() {
        try {
            rate = fetch();
        } catch (SocketTimeoutException e) {
            rate = rate * 1.0;
        }
    }

    private double fetch() throws SocketTimeoutException {
        if (++attempt % 4 != 0) {
            throw new SocketTimeoutException("Read timed out");
        }
        return 1.07 + attempt % 3 / 100.0;
    }
}
