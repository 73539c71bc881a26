package com.acme.storm;

import java.util.concurrent.TimeUnit;

/** Computes an index from the session's quotes. */
final class IndexReader implements Runnable {
    private final long end;
    private final Session session = new Session();

    IndexReader(long end) {
        this.end = end;
    }

    @Override
    public void run() {
        long started = System.nanoTime();
        while (System.nanoTime() < end) {
            refresh(System.nanoTime() - started);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void refresh(long nanos) {
        try {
            session.quote(nanos);
        } catch (SessionExpiredException e) {
            throw new IndexUnavailableException("index not computed", e);
        }
    }
}
