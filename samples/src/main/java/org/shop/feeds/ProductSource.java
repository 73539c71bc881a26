package org.shop.feeds;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All products on sale. */
final class ProductSource {
    private final List<Product> products = new CopyOnWriteArrayList<>();

    ProductSource() {
        for (int i = 0; i < 30; i++) {
            products.add(new Product("P-" + i, i + ".99", i % 3 == 0 ? "42" : "M/" + i));
        }
    }

    void add(Product product) {
        products.add(product);
    }

    List<Product> all() {
        return products;
    }
}
