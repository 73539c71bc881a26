package com.acme.remote.shop;

/** Checks whether there is enough of an article. */
final class Checkout {
    private final StockClient stock;

    Checkout(StockClient stock) {
        this.stock = stock;
    }

    boolean check(String article, String wanted) throws CheckoutException, InterruptedException {
        int quantity;
        try {
            quantity = Integer.parseInt(wanted);
        } catch (NumberFormatException e) {
            quantity = 1;
        }
        try {
            return stock.count(article) >= quantity;
        } catch (StockUnavailableException e) {
            throw new CheckoutException("cart with " + article + " not checked", e);
        }
    }
}
