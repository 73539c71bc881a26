package com.acme.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A portal whose requests go wrong in ways that only who saw catch blocks and tasks can tell. For our agent. */
public final class Main {
    private static final Logger LOG = Logger.getLogger("portal");
    private static final ExecutorService BACKGROUND = Executors.newCachedThreadPool(Main::daemon);
    private static final BlockingQueue<String> PICTURES = new LinkedBlockingQueue<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** An order that was not taken. */
    static final class OrderException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OrderException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/order", Main::order);
        server.createContext("/report", Main::report);
        server.createContext("/picture", Main::picture);
        server.setExecutor(Executors.newFixedThreadPool(4, Main::daemon));
        server.start();
        daemon(Main::shrinkPictures).start();
        HttpClient client = HttpClient.newHttpClient();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        for (int i = 0; i < 70; i++) {
            ask(client, base + "/order?item=" + i);
            ask(client, base + "/report?month=" + i);
            ask(client, base + "/picture?name=" + i);
            Thread.sleep(90);
        }
        server.stop(0);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static void ask(HttpClient client, String address) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Three layers, each of which writes down what the one below has written down. */
    private static void order(HttpExchange exchange) throws IOException {
        int status = 200;
        try {
            place(number(exchange));
        } catch (OrderException e) {
            LOG.log(Level.SEVERE, "request failed", e);
            status = 500;
        }
        answer(exchange, status);
    }

    private static void place(int item) {
        try {
            reserve(item);
        } catch (IllegalStateException e) {
            LOG.log(Level.SEVERE, "order not placed", e);
            throw new OrderException("order of item " + item + " not placed", e);
        }
    }

    private static void reserve(int item) {
        try {
            if (item > 20 && item % 8 == 3) {
                throw new IllegalStateException("item " + item + " is not in stock");
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "not reserved", e);
            throw e;
        }
    }

    /** Answers at once; the work goes on, and every other one waits for what never comes. */
    private static void report(HttpExchange exchange) throws IOException {
        int month = number(exchange);
        BACKGROUND.submit(() -> write(month));
        answer(exchange, 202);
    }

    private static boolean write(int month) throws InterruptedException {
        if (month % 2 == 0) {
            NEVER.await();
        }
        return NEVER.await(150, TimeUnit.MILLISECONDS);
    }

    /** Hands the work by a queue to a thread that hands it to a pool: nobody knows for which request it is done. */
    private static void picture(HttpExchange exchange) throws IOException {
        PICTURES.add("picture-" + number(exchange));
        answer(exchange, 202);
    }

    private static void shrinkPictures() {
        while (true) {
            try {
                String name = PICTURES.take();
                BACKGROUND.execute(() -> shrink(name));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void shrink(String name) {
        if (name.endsWith("7")) {
            throw new IllegalArgumentException(name + " has no size");
        }
    }

    private static int number(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return Integer.parseInt(query.substring(query.indexOf('=') + 1));
    }
}
