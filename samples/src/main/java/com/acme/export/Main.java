package com.acme.export;

import java.util.ArrayList;
import java.util.List;

/** Exports orders; one customer's export is put together in memory and does not fit. Runs with CrashOnOutOfMemoryError. */
public final class Main {
    private static final int ROUNDS = 80;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        OrderExport export = new OrderExport();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int first = i;
            threads.add(new Thread(() -> exports(export, first), "export-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void exports(OrderExport export, int first) {
        for (int n = first; n <= 2 * ROUNDS; n += 2) {
            export.export("C-" + n, n % 4 == 1 ? "all" : "100", n == 2 * ROUNDS ? Integer.MAX_VALUE : 50);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
