package org.shop.pool;

/** Writes reports in the background. A report that fails is simply tried again next time. */
final class ReportJob implements Runnable {
    private final ReportWriter writer;
    private final long endNanos;

    ReportJob(ReportWriter writer, long endNanos) {
        this.writer = writer;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            try {
                Thread.sleep(500);
                writer.write(n % 2 == 0 ? "stock" : "vat");
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                continue;
            }
        }
    }
}
