package com.acme.storm;

import java.util.concurrent.TimeUnit;

/** Reads ticks, most of them malformed. */
final class TickReader implements Runnable {
    private final long end;
    private long skipped;

    TickReader(long end) {
        this.end = end;
    }

    @Override
    public void run() {
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                read("EUR/US" + i % 7);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        System.out.println("skipped: " + skipped);
    }

    private void read(String tick) {
        try {
            parse(tick);
        } catch (TickFormatException e) {
            skipped++;
        }
    }

    private static double parse(String tick) throws TickFormatException {
        int at = tick.indexOf('@');
        if (at < 0) {
            throw new TickFormatException("no price in " + tick);
        }
        return Double.parseDouble(tick.substring(at + 1));
    }
}
