package com.acme.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The inbox: one file after the other, of rows with article, order date and delivery date. */
final class DeliveryFiles {
    private final AtomicInteger number = new AtomicInteger();

    List<String> next() {
        int file = number.incrementAndGet();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 8; row++) {
            String ordered = row % 2 == 0 ? "2026-01-1" + row % 10 : "1" + row % 10 + ".01.2026";
            rows.add("A-" + file + row + ";" + ordered + ";2" + row % 10 + ".01.2026");
        }
        if (file % 24 == 17) {
            rows.set(6, "A-" + file + "6;17.01.2026;3l.01.2026");
        }
        return rows;
    }
}
