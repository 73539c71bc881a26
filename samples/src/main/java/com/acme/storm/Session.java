package com.acme.storm;

import java.util.concurrent.TimeUnit;

/** A session with the feed; it expires after five seconds. */
final class Session {
    int quote(long nanosSinceStart) throws SessionExpiredException {
        if (nanosSinceStart > TimeUnit.SECONDS.toNanos(5)) {
            throw new SessionExpiredException("session A-17 expired");
        }
        return 4711;
    }
}
