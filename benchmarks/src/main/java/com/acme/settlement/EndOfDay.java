package com.acme.settlement;

import com.acme.ledger.Ledger;
import com.acme.ledger.LedgerWriteException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Settles one day on a damaged ledger and dies of it.
 *
 * <p>On {@value #WRITER_THREAD}: LedgerCorruptException, wrapped in LedgerWriteException and in SettlementException.
 * On the caller's thread: ExecutionException out of the task, and the IllegalStateException that ends the thread.
 */
public final class EndOfDay implements Runnable {
    /** Where the failure begins. */
    public static final String WRITER_THREAD = "ledger-writer";

    @Override
    public void run() {
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, WRITER_THREAD));
        try {
            settle(writer);
        } finally {
            writer.shutdown();
        }
    }

    private void settle(ExecutorService writer) {
        Future<Void> outcome = writer.submit(this::writeLedger);
        try {
            outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the day could not be settled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Void writeLedger() throws SettlementException {
        try {
            Ledger.damaged().post(4711);
            return null;
        } catch (LedgerWriteException e) {
            throw new SettlementException("settlement of day 4711 failed", e);
        }
    }
}
