package com.acme.export;

import java.util.ArrayList;
import java.util.List;

/** Writes a customer's orders as text, all of them at once. */
final class OrderExport {
    private long written;

    void export(String customer, String page, int orders) {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < orders; n++) {
            lines.add(line(customer, n, pageSize(n == 0 ? page : "100")));
        }
        synchronized (this) {
            written += lines.size();
        }
    }

    private static String line(String customer, int order, int pageSize) {
        return (customer + ";" + order + ";" + order / pageSize + ";").repeat(20);
    }

    private static int pageSize(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1000;
        }
    }
}
