package com.acme.concurrency;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Code that shares, closes, starts and recurses as it should not. */
public final class Main {
    private static final List<String> SESSIONS = new ArrayList<>();
    private static volatile long formatted;

    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::saveState, "save-state"));
        Thread.sleep(1500);
        sharedList();
        closedReader();
        threadFactory();
        uncaughtHandler();
        callback();
        recursion();
        leakThreads();
        Thread.sleep(300);
        System.exit(0);
    }

    /** Iterates while another thread adds. */
    private static void sharedList() throws InterruptedException {
        Thread writer = new Thread(
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        SESSIONS.add("session " + i);
                        if (SESSIONS.size() > 200) {
                            SESSIONS.clear();
                        }
                    }
                },
                "session-writer");
        Thread reader = new Thread(
                () -> {
                    int all = 0;
                    while (writer.isAlive()) {
                        for (String session : SESSIONS) {
                            all += session.length();
                        }
                    }
                    System.out.println(all);
                },
                "session-reader");
        writer.start();
        reader.start();
        writer.join();
        reader.join();
    }

    /** Reads after the owner has closed. */
    private static void closedReader() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    Reader reader = new StringReader("template");
                    try {
                        reader.close();
                        render(reader);
                    } catch (IOException e) {
                        throw new IllegalStateException("page could not be rendered", e);
                    }
                },
                "renderer");
        thread.start();
        thread.join();
        Thread.sleep(200);
    }

    private static void render(Reader template) throws IOException {
        template.read();
    }

    private static void threadFactory() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    Map<String, Integer> priorities = new HashMap<>();
                    ExecutorService pool = new ThreadPoolExecutor(
                            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> newWorker(work, priorities));
                    pool.execute(() -> System.out.println("work"));
                },
                "importer");
        thread.start();
        thread.join();
        Thread.sleep(200);
    }

    private static Thread newWorker(Runnable work, Map<String, Integer> priorities) {
        Integer priority = priorities.get("worker");
        if (priority == null) {
            throw new IllegalStateException("no priority configured for workers");
        }
        Thread thread = new Thread(work);
        thread.setPriority(priority);
        return thread;
    }

    private static void uncaughtHandler() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new IllegalArgumentException("order 17 has no customer");
                },
                "billing");
        thread.setUncaughtExceptionHandler((t, e) -> report(t, e));
        thread.start();
        thread.join();
        Thread.sleep(200);
    }

    private static void report(Thread thread, Throwable thrown) {
        throw new UnsupportedOperationException("mail is not configured, " + thread.getName() + " died of " + thrown.getMessage());
    }

    /** A subscriber that throws loses its subscription. */
    private static void callback() throws InterruptedException {
        try (SubmissionPublisher<Integer> prices = new SubmissionPublisher<>()) {
            prices.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Integer price) {
                    if (price == 3) {
                        throw new ArithmeticException("price " + price + " has no currency");
                    }
                }

                @Override
                public void onError(Throwable thrown) {}

                @Override
                public void onComplete() {}
            });
            for (int i = 0; i < 10; i++) {
                prices.submit(i);
            }
            Thread.sleep(300);
        }
    }

    /** Two methods that call each other without an end, for several documents. */
    private static void recursion() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            Thread thread = new Thread(null, () -> formatted += format("document", 0).length(), "formatter-" + i, 4 << 20);
            thread.start();
            thread.join();
        }
    }

    private static String format(String text, int depth) {
        return "<" + formatChildren(text + depth, depth + 1) + ">";
    }

    private static String formatChildren(String text, int depth) {
        StringBuilder all = new StringBuilder(128);
        for (int i = 0; i < 2; i++) {
            all.append(format(text.substring(0, Math.min(64, text.length())), depth + 1));
        }
        return all.toString();
    }

    /** One more thread for each order, none of which ends. */
    private static void leakThreads() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            notifyCustomer(i);
            Thread.sleep(50);
        }
    }

    private static void notifyCustomer(int order) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new java.util.concurrent.CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        System.out.println("interrupted");
                    }
                },
                "notifier-" + order);
        thread.setDaemon(true);
        thread.start();
    }

    private static void saveState() {
        throw new IllegalStateException("state folder is not set");
    }
}
