package com.acme.orders;

import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns form fields into an order and an outcome into a status code. */
final class CheckoutController {
    private final OrderService orders;
    private final CouponBook coupons;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    CheckoutController(OrderService orders, CouponBook coupons) {
        this.orders = orders;
        this.coupons = coupons;
    }

    int checkout(String sku, String quantity, String coupon) {
        Order order = new Order(sku, quantity(quantity), discount(coupon));
        try {
            orders.place(order);
            ok.incrementAndGet();
            return 200;
        } catch (ExecutionException | TimeoutException e) {
            failed.incrementAndGet();
            System.err.println("POST /checkout 500 " + sku);
            return 500;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "orders placed: " + ok + ", failed: " + failed;
    }

    private static int quantity(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private int discount(String coupon) {
        if (coupon.isEmpty()) {
            return 0;
        }
        try {
            return coupons.percent(coupon);
        } catch (NoSuchElementException e) {
            return 0;
        }
    }
}
