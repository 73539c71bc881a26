package org.shop.cache;

import java.util.concurrent.atomic.AtomicInteger;

/** Answers product requests. */
final class ProductController {
    private final ProductCache cache;
    private final AtomicInteger answered = new AtomicInteger();

    ProductController(ProductCache cache) {
        this.cache = cache;
    }

    int product(String id) {
        try {
            answered.addAndGet(cache.product(id).isEmpty() ? 0 : 1);
            return 200;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "requests answered: " + answered;
    }
}
