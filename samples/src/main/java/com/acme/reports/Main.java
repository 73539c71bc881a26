package com.acme.reports;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Reports that fan out: a virtual thread for each of many parts (a pool's thread where the JDK has none), joined by whoever
 * asked. From second 3 one part of some reports fails, and the report with it.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
        int failed = 0;
        try (Fan fan = new Fan(threads())) {
            for (int i = 1; System.nanoTime() < end; i++) {
                try {
                    new Report(i).build(fan);
                } catch (ReportException e) {
                    failed++;
                    System.out.println("report failed: " + e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(60);
            }
        }
        System.out.println("reports failed: " + failed);
    }

    private static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool();
        }
    }
}
