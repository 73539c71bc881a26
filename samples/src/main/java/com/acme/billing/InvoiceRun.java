package com.acme.billing;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the invoices of all open contracts. */
final class InvoiceRun implements Runnable {
    private static final String[] READINGS = {"812", "n/a", "-", "1044"};

    private final ContractStore contracts;
    private final BillingCalendar calendar = new BillingCalendar(LocalDate.of(2026, 2, 1));
    private final AtomicInteger written = new AtomicInteger();

    InvoiceRun(ContractStore contracts) {
        this.contracts = contracts;
    }

    @Override
    public void run() {
        for (Contract contract : contracts.open()) {
            LocalDate due = calendar.dueDate(contract);
            write(contract, due, consumption());
        }
    }

    int written() {
        return written.get();
    }

    private static int consumption() {
        int sum = 0;
        for (String reading : READINGS) {
            try {
                sum += Integer.parseInt(reading);
            } catch (NumberFormatException e) {
                sum += 900; // the estimate for a meter nobody read
            }
        }
        return sum;
    }

    private void write(Contract contract, LocalDate due, int units) {
        if (!contract.id().isEmpty() && due != null && units > 0) {
            written.incrementAndGet();
        }
    }
}
