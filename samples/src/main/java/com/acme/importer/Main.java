package com.acme.importer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Imports delivery files. One delivery date has a letter for a digit; the importer's catch block throws a new exception
 * without the cause, so that logs only ever say that the import failed.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        DeliveryFiles files = new DeliveryFiles();
        AtomicInteger rows = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            threads.add(new Thread(new ImportJob(files, new FileImporter(), rows, endNanos), "import-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("rows imported: " + rows);
    }
}
