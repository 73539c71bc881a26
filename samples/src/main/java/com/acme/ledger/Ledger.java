package com.acme.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/** Accounts and what was posted to them. */
final class Ledger {
    private final AtomicInteger postings = new AtomicInteger();

    int price(int number) {
        if (number % 3 == 0) {
            throw new IllegalStateException("no price for item " + number);
        }
        return 100 + number;
    }

    void post(String account, int cents) {
        if (account.equals("9999")) {
            throw new AccountClosedException("account " + account + " is closed");
        }
        postings.addAndGet(cents > 0 ? 1 : 0);
    }

    int postings() {
        return postings.get();
    }
}
