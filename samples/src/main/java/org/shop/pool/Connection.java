package org.shop.pool;

import java.util.Map;

/** A database session. */
record Connection(int id) {
    Map<String, String> row(String table, String key) {
        return Map.of("table", table, "key", key, "name", "row " + key + " by session " + id);
    }
}
