package com.acme.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Books transfers between accounts. Transfers lock payer, then payee; the retry after a stale version locks payee, then
 * payer. When month-end brings many transfers between the same two accounts, two workers deadlock.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(9);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long startNanos = System.nanoTime();
        TransferDesk desk = new TransferDesk(new TransferService());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int client = i;
            threads.add(new Thread(() -> requests(desk, client, startNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(desk.summary());
    }

    private static void requests(TransferDesk desk, int client, long startNanos) {
        for (int n = 0; ; n++) {
            long ran = System.nanoTime() - startNanos;
            if (ran > RUN.toNanos()) {
                return;
            }
            boolean monthEnd = ran > Duration.ofSeconds(4).toNanos();
            Account from = monthEnd ? Accounts.REVENUE : Accounts.of("A-" + client + "1");
            Account to = monthEnd ? Accounts.TAX : Accounts.of("A-" + client + "2");
            desk.transfer(from, to, n % 3 == 0 ? "100" : "1,00" + n);
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
