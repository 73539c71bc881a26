package com.acme.billing;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A billing back end with three periodic tasks. One bad contract makes the invoice run throw once; the scheduler drops
 * it without a word while the other two go on.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger ids = new AtomicInteger();
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(2, r -> new Thread(r, "billing-" + ids.incrementAndGet()));
        ContractStore contracts = new ContractStore();
        InvoiceRun invoices = new InvoiceRun(contracts);
        scheduler.scheduleAtFixedRate(invoices, 200, 250, TimeUnit.MILLISECONDS);
        scheduler.scheduleAtFixedRate(new RateRefresh(), 100, 120, TimeUnit.MILLISECONDS);
        scheduler.scheduleAtFixedRate(new ReminderMailer(), 150, 200, TimeUnit.MILLISECONDS);

        Thread.sleep(3_500);
        contracts.add(new Contract("C-2041", 30));
        Thread.sleep(4_500);
        scheduler.shutdown();
        scheduler.awaitTermination(2, TimeUnit.SECONDS);
        System.out.println("invoices written: " + invoices.written());
    }
}
