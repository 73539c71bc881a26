package com.acme.orders;

/** Ships an order from the warehouse. */
final class FulfilmentService {
    private final Warehouse warehouse;

    FulfilmentService(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    String ship(Order order) throws FulfilmentException {
        try {
            return "parcel with " + warehouse.pick(order.sku(), order.quantity());
        } catch (StockException e) {
            throw new FulfilmentException("order not shipped: " + order.sku(), e);
        }
    }
}
