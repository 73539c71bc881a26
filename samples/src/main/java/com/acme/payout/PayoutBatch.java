package com.acme.payout;

/** Twenty payouts that belong together: all are booked, or somebody has to clean up by hand. */
final class PayoutBatch {
    private static final int PAYOUTS = 20;

    private final Ledger ledger;
    private final int number;

    PayoutBatch(Ledger ledger, int number) {
        this.ledger = ledger;
        this.number = number;
    }

    void run() {
        for (int n = 0; n < PAYOUTS; n++) {
            ledger.book(number + "/" + n, cents(n % 4 == 3 ? "9,90" : "990"));
        }
    }

    private static int cents(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return Integer.parseInt(text.replace(",", ""));
        }
    }
}
