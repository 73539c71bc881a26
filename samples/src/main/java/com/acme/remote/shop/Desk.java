package com.acme.remote.shop;

import java.util.concurrent.TimeUnit;

/** Serves one customer after the other for seven seconds. */
final class Desk implements Runnable {
    private final Checkout checkout;

    Desk(Checkout checkout) {
        this.checkout = checkout;
    }

    @Override
    public void run() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
        int refused = 0;
        try {
            for (int i = 1; System.nanoTime() < end; i++) {
                try {
                    checkout.check(i % 6 == 0 ? "B-7" : "A-" + i % 5, i % 4 == 0 ? "two" : "2");
                } catch (CheckoutException e) {
                    refused++;
                    System.out.println("503 " + e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(40);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("carts refused: " + refused);
    }
}
