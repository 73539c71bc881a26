package org.shop.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pays orders through a gateway. A rotated certificate turns out to be expired; that is found once, remembered by the
 * session, and wrapped again by every attempt of every payment until the payment gives up.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        TlsSession session = new TlsSession();
        PaymentService payments = new PaymentService(new GatewayClient(session));
        PaymentController controller = new PaymentController(payments);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> requests(controller, endNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        Thread.sleep(3_500);
        session.rotate(new Certificate("gateway.example", "2026-02-28"));
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(controller.summary());
    }

    private static void requests(PaymentController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.pay("O-" + n, n % 4 == 0 ? "1999" : "19,99", n % 2 == 0 ? "" : "GIFT-" + n);
            try {
                Thread.sleep(60);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
