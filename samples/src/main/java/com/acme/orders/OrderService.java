package com.acme.orders;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Places orders: hands the work to the fulfilment workers and waits for them. */
final class OrderService {
    private final FulfilmentService fulfilment;
    private final ExecutorService workers;

    OrderService(FulfilmentService fulfilment, ExecutorService workers) {
        this.fulfilment = fulfilment;
        this.workers = workers;
    }

    String place(Order order) throws ExecutionException, TimeoutException, InterruptedException {
        Future<String> shipment = workers.submit(() -> fulfilment.ship(order));
        return shipment.get(2, TimeUnit.SECONDS);
    }
}
