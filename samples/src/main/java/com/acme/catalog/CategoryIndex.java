package com.acme.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where each category is found. */
final class CategoryIndex {
    private final Map<String, Integer> ranks = new ConcurrentHashMap<>();

    void update(Category category, String rank) {
        ranks.put(category.path(), rank(rank));
    }

    int size() {
        return ranks.size();
    }

    private static int rank(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
