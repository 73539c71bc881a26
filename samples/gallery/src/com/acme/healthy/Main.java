package com.acme.healthy;

import java.io.FileNotFoundException;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service that is well, and throws a lot while it is: it polls with time-outs, tries, falls back, retries and closes. */
public final class Main {
    private static volatile boolean running = true;
    private static int failures;

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0);
        Thread acceptor = start("acceptor", () -> accept(server));
        Thread poller = start("poller", () -> poll(server));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (Connection store = DriverManager.getConnection("jdbc:h2:mem:healthy;DB_CLOSE_DELAY=-1")) {
            try (Statement s = store.createStatement()) {
                s.execute("create table visit(id int primary key, n int)");
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(14);
            for (int i = 0; System.nanoTime() < end; i++) {
                visit(store, i % 7);
                optionalConfiguration();
                Discovery.ask(i);
                Hints.show(i);
                retried();
                late(pool);
                Thread.sleep(60);
            }
        }
        running = false;
        poller.join();
        server.close();
        acceptor.join();
        pool.shutdownNow();
        pool.awaitTermination(2, TimeUnit.SECONDS);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    /** Ends when the socket is closed, as such loops do. */
    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.getOutputStream().write(1);
                Thread.sleep(30);
                socket.close();
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Reads with a short time-out so that it can look whether it should stop. */
    private static void poll(ServerSocket server) {
        while (running) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.setSoTimeout(20);
                while (running && socket.getInputStream().read() >= 0) {
                    continue;
                }
            } catch (SocketTimeoutException e) {
                continue;
            } catch (IOException e) {
                Thread.yield();
            }
        }
    }

    /** Inserts, and updates when the row is there. */
    private static void visit(Connection store, int id) throws SQLException {
        try (PreparedStatement s = store.prepareStatement("insert into visit values (?, 1)")) {
            s.setInt(1, id);
            s.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException e) {
            try (PreparedStatement s = store.prepareStatement("update visit set n = n + 1 where id = ?")) {
                s.setInt(1, id);
                s.executeUpdate();
            }
        }
    }

    private static void optionalConfiguration() throws IOException {
        try (Reader reader = new FileReader("local.properties")) {
            reader.read();
        } catch (FileNotFoundException e) {
            failures++;
        }
    }

    /** Fails now and then, and succeeds at the second try. */
    private static void retried() throws InterruptedException {
        for (int n = 0; n < 3; n++) {
            try {
                if (ThreadLocalRandom.current().nextInt(6) == 0) {
                    throw new IOException("try again");
                }
                return;
            } catch (IOException e) {
                Thread.sleep(5L << n);
            }
        }
    }

    /** Waits a little for a better answer and takes the simple one when it does not come. */
    private static void late(ExecutorService pool) throws Exception {
        Future<String> better = pool.submit(() -> {
            Thread.sleep(40);
            return "better";
        });
        try {
            better.get(5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            better.cancel(true);
        }
        CompletableFuture.supplyAsync(() -> "simple", pool).join();
    }
}
