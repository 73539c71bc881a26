package org.shop.loyalty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Credits points for purchases and picks an offer for the receipt. */
final class LoyaltyService {
    private final PointsLedger ledger;
    private final OfferService offers;
    private final Executor pool;
    private final AtomicInteger purchases = new AtomicInteger();

    LoyaltyService(PointsLedger ledger, OfferService offers, Executor pool) {
        this.ledger = ledger;
        this.offers = offers;
        this.pool = pool;
    }

    String purchase(Purchase purchase) {
        purchases.incrementAndGet();
        CompletableFuture.supplyAsync(() -> ledger.credit(purchase), pool).thenAccept(this::announce);
        return "Thank you! " + offers.forCustomer(purchase.customer()).join();
    }

    int purchases() {
        return purchases.get();
    }

    private void announce(long points) {
        if (points % 1_000 == 0) {
            System.out.println("a round number of points: " + points);
        }
    }
}
