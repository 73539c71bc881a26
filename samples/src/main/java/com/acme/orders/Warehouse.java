package com.acme.orders;

/** Picks articles from the shelves. */
final class Warehouse {
    private final StockRepository stock;

    Warehouse(StockRepository stock) {
        this.stock = stock;
    }

    String pick(String sku, int quantity) throws StockException {
        try {
            return stock.reserveOrFail(sku, quantity) + " x " + sku;
        } catch (DataAccessException e) {
            throw new StockException("cannot pick " + sku, e);
        }
    }
}
