package com.acme.payout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Booked payouts; a booking takes as long as the bank's answer. */
final class Ledger {
    private final Map<String, Integer> booked = new ConcurrentHashMap<>();

    void book(String payout, int cents) {
        send(cents);
        booked.put(payout, cents);
    }

    private static void send(int cents) {
        try {
            Thread.sleep(60 + cents % 60);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        System.out.println("ledger closed, payouts booked: " + booked.size());
    }
}
