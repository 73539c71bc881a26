package org.shop.payment;

/** Charges with retries: gateways are unreliable by nature. */
final class PaymentService {
    private static final int ATTEMPTS = 6;

    private final GatewayClient gateway;

    PaymentService(GatewayClient gateway) {
        this.gateway = gateway;
    }

    String pay(String order, long cents) throws InterruptedException {
        GatewayException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return gateway.charge(order, cents);
            } catch (GatewayException e) {
                last = e;
                Thread.sleep(20L * attempt);
            }
        }
        throw new PaymentFailedException("gave up on " + order + " after " + ATTEMPTS + " attempts", last);
    }
}
