package org.shop.payment;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers payment requests. */
final class PaymentController {
    private final PaymentService payments;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    PaymentController(PaymentService payments) {
        this.payments = payments;
    }

    int pay(String order, String amount, String voucher) {
        long cents = cents(amount) - voucherCents(voucher);
        try {
            payments.pay(order, cents);
            ok.incrementAndGet();
            return 200;
        } catch (PaymentFailedException e) {
            failed.incrementAndGet();
            System.err.println("POST /pay 502 " + e.getMessage());
            return 502;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "payments: " + ok + ", failed: " + failed;
    }

    private static long cents(String amount) {
        try {
            return Long.parseLong(amount);
        } catch (NumberFormatException e) {
            return Long.parseLong(amount.replace(",", ""));
        }
    }

    private static long voucherCents(String voucher) {
        if (voucher.isEmpty()) {
            return 0;
        }
        try {
            return Optional.of(voucher)
                    .filter(v -> v.endsWith("0"))
                    .map(v -> 500L)
                    .orElseThrow();
        } catch (NoSuchElementException e) {
            return 0;
        }
    }
}
