package com.acme.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Prices by article; a line without one keeps the price of the day before. */
final class PriceImport {
    private final Map<String, Integer> prices = new ConcurrentHashMap<>();

    void line(String line) {
        String[] parts = line.split(";");
        prices.put(parts[0], price(parts[1], prices.getOrDefault(parts[0], 0)));
    }

    int imported() {
        return prices.size();
    }

    private static int price(String text, int before) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return before;
        }
    }
}
