package com.acme.orders;

/** One keep-alive connection's worth of requests. */
final class Traffic implements Runnable {
    private final CheckoutController controller;
    private final int client;
    private final long endNanos;

    Traffic(CheckoutController controller, int client, long endNanos) {
        this.controller = controller;
        this.client = client;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            String sku = n % 23 == 7 * client ? "SKU-4711" : "SKU-" + (4000 + n % 17);
            String quantity = n % 2 == 0 ? "two" : "2";
            String coupon = n % 3 == 0 ? "SPRING" : "";
            controller.checkout(sku, quantity, coupon);
            try {
                Thread.sleep(65);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
