package com.acme.importer;

import java.util.concurrent.atomic.AtomicInteger;

/** Imports files as they arrive. */
final class ImportJob implements Runnable {
    private final DeliveryFiles files;
    private final FileImporter importer;
    private final AtomicInteger rows;
    private final long endNanos;

    ImportJob(DeliveryFiles files, FileImporter importer, AtomicInteger rows, long endNanos) {
        this.files = files;
        this.importer = importer;
        this.rows = rows;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        while (System.nanoTime() < endNanos) {
            try {
                rows.addAndGet(importer.load(files.next()).size());
            } catch (ImportException e) {
                System.err.println(e.getMessage());
            }
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
