package com.acme.load;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that gets slower and fails more the more sessions it has, and whose sessions never end. */
public final class Main {
    /** Sessions beyond which failures are not handled any more. */
    private static final int ENOUGH = 70;

    private static final AtomicInteger FAILED = new AtomicInteger();

    /** A request that failed. */
    static final class RequestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RequestException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        for (int sessions = 0; sessions < 140; sessions++) {
            open(sessions);
            int failing = sessions / 14;
            for (int i = 0; i < failing; i++) {
                boolean handled = sessions < ENOUGH;
                Thread request = new Thread(() -> serve(handled), "request-" + i);
                request.start();
                request.join();
            }
            Thread.sleep(110);
        }
        System.exit(0);
    }

    /** One more listener for each session, none of which ends. */
    private static void open(int session) {
        Thread listener = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "session-listener-" + session);
        listener.setDaemon(true);
        listener.start();
    }

    private static void serve(boolean handled) {
        try {
            query();
        } catch (IOException e) {
            if (!handled) {
                throw new RequestException("request failed", e);
            }
            FAILED.incrementAndGet();
        }
    }

    private static void query() throws IOException {
        throw new IOException("no free session slot");
    }
}
