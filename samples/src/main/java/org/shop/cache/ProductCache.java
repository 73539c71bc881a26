package org.shop.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps products for a moment. Loads what is missing, but not longer than 10 ms: then a placeholder will do. */
final class ProductCache {
    private final Map<String, String> products = new ConcurrentHashMap<>();
    private final ProductLoader loader;
    private final ExecutorService loaders;

    ProductCache(ProductLoader loader, ExecutorService loaders) {
        this.loader = loader;
        this.loaders = loaders;
    }

    String product(String id) throws InterruptedException {
        try {
            return cached(id);
        } catch (CacheMissException e) {
            return load(id);
        }
    }

    void evict() {
        products.clear();
    }

    private String cached(String id) throws CacheMissException {
        String product = products.get(id);
        if (product == null) {
            throw new CacheMissException(id);
        }
        return product;
    }

    private String load(String id) throws InterruptedException {
        try {
            String product = loaders.submit(() -> loader.load(id)).get(10, TimeUnit.MILLISECONDS);
            products.put(id, product);
            return product;
        } catch (ExecutionException e) {
            return "{}";
        } catch (TimeoutException e) {
            return "{\"loading\": true}";
        }
    }
}
