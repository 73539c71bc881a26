package com.acme.orders;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The stock table. */
final class StockRepository {
    private final Set<String> lockedRows = ConcurrentHashMap.newKeySet();

    void lockRow(String sku) {
        lockedRows.add(sku);
    }

    int reserveOrFail(String sku, int quantity) {
        try {
            return reserve(sku, quantity);
        } catch (SQLException e) {
            throw new DataAccessException(e);
        }
    }

    private int reserve(String sku, int quantity) throws SQLException {
        if (lockedRows.contains(sku)) {
            throw new SQLException("Lock wait timeout exceeded; row stock/" + sku, "40001", 1205);
        }
        return quantity;
    }
}
