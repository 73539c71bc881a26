package com.acme.pricing;

import java.util.concurrent.atomic.AtomicInteger;

/** Answers price requests. */
final class PriceController {
    private final PriceCalculator calculator;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    PriceController(PriceCalculator calculator) {
        this.calculator = calculator;
    }

    int price(String net, String country) {
        try {
            calculator.gross(AmountParser.parse(net), country);
            ok.incrementAndGet();
            return 200;
        } catch (RuntimeException | LinkageError e) {
            failed.incrementAndGet();
            System.err.println("GET /price 500 " + e);
            return 500;
        }
    }

    String summary() {
        return "prices: " + ok + ", failed: " + failed;
    }
}
