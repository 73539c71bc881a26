package com.acme.transfer;

import java.util.concurrent.atomic.AtomicInteger;

/** Moves money under the locks of both accounts. */
final class TransferService {
    private final AtomicInteger transfers = new AtomicInteger();

    void transfer(Account from, Account to, long cents) throws InterruptedException {
        try {
            book(from, to, cents);
        } catch (StaleVersionException e) {
            bookReversed(from, to, cents);
        }
    }

    private void book(Account from, Account to, long cents) throws StaleVersionException, InterruptedException {
        synchronized (from) {
            if (transfers.incrementAndGet() % 5 == 0) {
                throw new StaleVersionException("account " + from.id() + " changed since version " + from.version());
            }
            writeJournal();
            synchronized (to) {
                move(from, to, cents);
            }
        }
    }

    /** The retry: credits the payee first, so that it sees the money at once. */
    private void bookReversed(Account from, Account to, long cents) throws InterruptedException {
        synchronized (to) {
            writeJournal();
            synchronized (from) {
                move(from, to, cents);
            }
        }
    }

    private static void writeJournal() throws InterruptedException {
        Thread.sleep(12);
    }

    private static void move(Account from, Account to, long cents) {
        from.add(-cents);
        to.add(cents);
    }
}
