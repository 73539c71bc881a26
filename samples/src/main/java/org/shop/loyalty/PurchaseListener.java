package org.shop.loyalty;

/** Consumes purchase events. A few are late: they belong to last month. */
final class PurchaseListener implements Runnable {
    private final LoyaltyService loyalty;
    private final int partition;
    private final long endNanos;

    PurchaseListener(LoyaltyService loyalty, int partition, long endNanos) {
        this.loyalty = loyalty;
        this.partition = partition;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        for (int n = 1; System.nanoTime() < endNanos; n++) {
            String period = n % 37 == 0 ? "2026-02" : "2026-03";
            loyalty.purchase(new Purchase("C-" + partition + n % 50, period, 1_000 + n));
            try {
                Thread.sleep(55);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
