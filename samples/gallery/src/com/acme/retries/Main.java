package com.acme.retries;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that try again: in layers, in step, for ever, or not any more. */
public final class Main {
    private static volatile boolean broken;

    public static void main(String[] args) throws Exception {
        Thread breaker = start("checkout", Main::throughBreaker);
        Thread.sleep(4500);
        broken = true;
        layered();
        inStep();
        poison();
        timeouts();
        breaker.join();
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    // three tries of the client below four of the service below three of the job

    static final class ServiceException extends Exception {
        private static final long serialVersionUID = 1L;

        ServiceException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class JobException extends Exception {
        private static final long serialVersionUID = 1L;

        JobException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static void layered() throws InterruptedException {
        Thread job = start("nightly-job", () -> {
            for (int i = 0; i < 3; i++) {
                try {
                    service();
                } catch (ServiceException e) {
                    if (i == 2) {
                        throw new IllegalStateException("job given up", e);
                    }
                }
            }
        });
        job.join();
    }

    private static void service() throws ServiceException {
        for (int i = 0; ; i++) {
            try {
                client();
                return;
            } catch (JobException e) {
                if (i == 3) {
                    throw new ServiceException("service given up", e);
                }
            }
        }
    }

    private static void client() throws JobException {
        for (int i = 0; ; i++) {
            try {
                send();
                return;
            } catch (IOException e) {
                if (i == 2) {
                    throw new JobException("client given up", e);
                }
                pause(10);
            }
        }
    }

    private static void send() throws IOException {
        throw new ConnectException("Connection refused: inventory:8080");
    }

    // twenty clients that all try again after the same pause

    private static void inStep() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(1);
        Thread[] clients = new Thread[20];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = start("client-" + i, () -> {
                try {
                    together.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int n = 0; n < 6; n++) {
                    try {
                        fetch();
                    } catch (IOException e) {
                        pause(700);
                    }
                }
            });
        }
        together.countDown();
        for (Thread client : clients) {
            client.join();
        }
    }

    private static void fetch() throws IOException {
        throw new IOException("503 from catalogue");
    }

    // a message that can't be read goes back into the queue

    private static void poison() throws InterruptedException {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        queue.add("order 17: amount=1O");
        Thread consumer = start("consumer", () -> consume(queue));
        consumer.join();
    }

    private static void consume(BlockingQueue<String> queue) {
        for (int i = 0; i < 14; i++) {
            String message = queue.remove();
            try {
                onMessage(message);
            } catch (NumberFormatException e) {
                queue.add(message);
            }
            pause(150);
        }
    }

    private static void onMessage(String message) {
        Integer.parseInt(message.substring(message.indexOf('=') + 1));
    }

    // results that come too late

    private static void timeouts() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2, work -> new Thread(work, "pricing"));
        start("request-future", () -> {
                    Future<String> price = pool.submit(Main::slow);
                    try {
                        price.get(300, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        throw new IllegalStateException("no price in time", e);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
        start("request-stage", () -> {
                    CompletableFuture<String> price = CompletableFuture.supplyAsync(Main::slow, pool)
                            .orTimeout(300, TimeUnit.MILLISECONDS);
                    price.join();
                })
                .join();
        pool.shutdown();
    }

    private static String slow() {
        pause(1200);
        return "12.50";
    }

    // a circuit breaker that opens after five failures and is never closed again

    static final class CircuitOpenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CircuitOpenException(String message) {
            super(message);
        }
    }

    private static void throughBreaker() {
        int failures = 0;
        for (int i = 0; i < 110; i++) {
            try {
                if (failures >= 5) {
                    throw new CircuitOpenException("circuit 'payment' is open");
                }
                pay();
            } catch (IOException e) {
                failures++;
            } catch (CircuitOpenException e) {
                // the caller falls back to "pay later"
            }
            pause(150);
        }
    }

    private static void pay() throws IOException {
        if (broken) {
            throw new IOException("payment answered 500");
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
