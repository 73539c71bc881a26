package org.shop.loyalty;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Personal offers; most customers have none and get the standard one. */
final class OfferService {
    private final Map<String, String> offers = Map.of("C-13", "Free coffee", "C-25", "10 % on books");
    private final Executor pool;

    OfferService(Executor pool) {
        this.pool = pool;
    }

    CompletableFuture<String> forCustomer(String customer) {
        return CompletableFuture.supplyAsync(() -> personal(customer), pool)
                .thenApply(String::trim)
                .exceptionally(e -> "Have a look at our new arrivals");
    }

    private String personal(String customer) {
        String offer = offers.get(customer);
        if (offer == null) {
            throw new NoSuchElementException("no offer for " + customer);
        }
        return offer;
    }
}
