package com.acme.quotes;

/** Builds the tick history of a day in memory, writes its mean, and forgets it. */
final class HistoryJob implements Runnable {
    private static final int TICKS = 15_000_000;
    private static final int CHAINS = 1_000;

    private final long endNanos;

    HistoryJob(long endNanos) {
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(3_000);
            while (System.nanoTime() < endNanos) {
                System.out.printf("mean price %.2f%n", mean(load()));
                Thread.sleep(1_500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Tick[] load() {
        Tick[] chains = new Tick[CHAINS];
        for (int i = 0; i < TICKS && System.nanoTime() < endNanos; i++) {
            chains[i % CHAINS] = new Tick(i, i % 977 / 10.0, chains[i % CHAINS]);
        }
        return chains;
    }

    private static double mean(Tick[] chains) {
        double sum = 0;
        long count = 0;
        for (Tick chain : chains) {
            for (Tick tick = chain; tick != null; tick = tick.earlier) {
                sum += tick.price;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
