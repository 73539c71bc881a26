package com.acme.stop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Work that is told to stop, and what comes of it; and failures that a collection holds up. Recorded with our agent. */
public final class Main {
    private static final ReentrantLock BOOKS = new ReentrantLock();
    private static List<long[]> held = new ArrayList<>();
    private static volatile long sum;

    private Main() {}

    public static void main(String[] args) throws Exception {
        deafThread();
        deafTask();
        swallowingTask();
        withoutInterrupt();
        obedient();
        slowCatch();
        lockLeft();
    }

    /** Computes for three seconds and never looks up. */
    private static void deafThread() throws InterruptedException {
        Thread thread = new Thread(() -> compute(3_000), "statistics");
        thread.setDaemon(true);
        thread.start();
        TimeUnit.MILLISECONDS.sleep(100);
        thread.interrupt();
    }

    private static void compute(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            sum += System.nanoTime() % 7;
        }
    }

    private static void deafTask() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<?> report = pool.submit(() -> compute(2_000));
        TimeUnit.MILLISECONDS.sleep(100);
        report.cancel(true);
        pool.shutdown();
    }

    private static void swallowingTask() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch done = new CountDownLatch(20);
        Future<?> sender = pool.submit(() -> {
            for (int i = 0; i < 20; i++) {
                send(done);
            }
        });
        TimeUnit.MILLISECONDS.sleep(150);
        sender.cancel(true);
        pool.shutdown();
        done.await(10, TimeUnit.SECONDS);
    }

    private static void send(CountDownLatch done) {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            System.out.println("sending was disturbed");
        }
        done.countDown();
    }

    /** A CompletableFuture never interrupts. */
    private static void withoutInterrupt() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CompletableFuture<Void> export = CompletableFuture.runAsync(() -> compute(1_500), pool);
        TimeUnit.MILLISECONDS.sleep(100);
        export.cancel(true);
        pool.shutdown();
        pool.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** Told to stop, they do. */
    private static void obedient() throws InterruptedException {
        Thread waiter = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(60);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "obedient");
        Thread looker = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        sum++;
                    }
                },
                "looking");
        waiter.start();
        looker.start();
        TimeUnit.MILLISECONDS.sleep(100);
        waiter.interrupt();
        looker.interrupt();
        waiter.join();
        looker.join();
    }

    private static void slowCatch() {
        for (int i = 0; i < 20; i++) {
            try {
                fail(i);
            } catch (IllegalStateException e) {
                sum += e.getMessage().length();
            }
        }
        held = new ArrayList<>();
    }

    /** The finally block is on the way to the catch block, and collects. */
    private static void fail(int i) {
        for (int k = 0; k < 300; k++) {
            held.add(new long[1_000]);
        }
        try {
            throw new IllegalStateException("order " + i + " has no price");
        } finally {
            if (i % 5 == 4) {
                System.gc();
            }
        }
    }

    private static void lockLeft() throws InterruptedException {
        Thread clerk = new Thread(() -> {
            try {
                book("x1");
            } catch (NumberFormatException e) {
                System.out.println("not booked");
            }
        }, "clerk");
        clerk.start();
        clerk.join();
    }

    private static void book(String amount) {
        BOOKS.lock();
        sum += Integer.parseInt(amount);
        BOOKS.unlock();
    }
}
