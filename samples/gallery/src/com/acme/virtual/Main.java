package com.acme.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Virtual threads that hold on to their carriers, so that the others can't run. Runs on JDK 21 and later, with two carriers. */
public final class Main {
    /** Initialising it takes long, and a thread that initialises a class can't leave its carrier. */
    static final class Rates {
        static final String CURRENT = load();

        private static String load() {
            pause(1500);
            return "1.08";
        }
    }

    static final class Taxes {
        static final String CURRENT = load();

        private static String load() {
            pause(1500);
            return "0.19";
        }
    }

    public static void main(String[] args) throws Exception {
        Thread.sleep(1500);
        ExecutorService threads =
                (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(() -> System.out.println(Rates.CURRENT)));
        all.add(threads.submit(() -> System.out.println(Taxes.CURRENT)));
        Thread.sleep(200);
        List<Thread> requests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread request = new Thread(() -> quote(threads), "request-" + i);
            request.start();
            requests.add(request);
        }
        for (Thread request : requests) {
            request.join();
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        Thread.sleep(1000);
    }

    private static void quote(ExecutorService threads) {
        Future<String> price = threads.submit(() -> "12.50");
        try {
            System.out.println(price.get(500, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IllegalStateException("no quote in time", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            CompletableFuture.runAsync(() -> {}).get();
            Thread.sleep(millis);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
