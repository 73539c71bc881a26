package org.shop.loyalty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Points by period. A closed period takes no more credits. */
final class PointsLedger {
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger credits = new AtomicInteger();

    void close(String period) {
        closed.add(period);
    }

    long credit(Purchase purchase) {
        if (closed.contains(purchase.period())) {
            throw new PeriodClosedException("period " + purchase.period() + " is closed for " + purchase.customer());
        }
        credits.incrementAndGet();
        return purchase.cents() / 100;
    }

    int credits() {
        return credits.get();
    }
}
