package org.shop.feeds;

/** Exports a market's feed again and again; the market keeps its old feed when that fails. */
final class FeedJob implements Runnable {
    private final String market;
    private final FeedExporter exporter;
    private final long endNanos;

    FeedJob(String market, FeedExporter exporter, long endNanos) {
        this.market = market;
        this.exporter = exporter;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        while (System.nanoTime() < endNanos) {
            try {
                exporter.export(market);
            } catch (ExportFailedException e) {
                System.err.println(e.getMessage() + ": " + e.getCause().getMessage());
            }
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
