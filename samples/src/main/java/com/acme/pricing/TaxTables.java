package com.acme.pricing;

import java.util.Map;
import java.util.TreeMap;

/** Tax by country, loaded once. */
final class TaxTables {
    private static final String TABLE = "AT=20.0;DE=19,0;FR=20.0";
    private static final Map<String, Double> PERCENT = load(TABLE);

    private TaxTables() {}

    static double percent(String country) {
        return PERCENT.getOrDefault(country, 0.0);
    }

    private static Map<String, Double> load(String table) {
        Map<String, Double> percent = new TreeMap<>();
        for (String row : table.split(";")) {
            String[] cells = row.split("=");
            percent.put(cells[0], Double.parseDouble(cells[1]));
        }
        return percent;
    }
}
