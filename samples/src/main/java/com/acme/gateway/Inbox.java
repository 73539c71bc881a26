package com.acme.gateway;

import java.util.concurrent.TimeUnit;

/** Gives a message every 30 ms, now and then an empty one; each fortieth from second 3 on has a header of another version. */
final class Inbox {
    private volatile boolean closed;
    private int given;

    String next() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(30);
        given++;
        if (given > 100 && given % 40 == 0) {
            return "v3|" + given;
        }
        if (given % 7 == 0) {
            throw new IllegalStateException("empty frame " + given);
        }
        return given % 5 == 0 ? "v2|ping" : "v2|" + given;
    }

    boolean isOpen() {
        return !closed;
    }

    void close() {
        closed = true;
    }
}
