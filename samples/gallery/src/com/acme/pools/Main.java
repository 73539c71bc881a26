package com.acme.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A shop that holds a connection of its pool while it asks others for prices; the busier it gets, the longer the queue for connections. */
public final class Main {
    private static final int SECONDS = 40;

    /** A request that failed. */
    static final class RequestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RequestException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders-db");
        config.setJdbcUrl("jdbc:h2:mem:orders");
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(800);
        HikariDataSource orders = new HikariDataSource(config);
        long begun = System.nanoTime();
        int request = 0;
        for (double due = 0; due < SECONDS; due += 1 / (6 + 0.9 * due)) {
            long wait = Math.round(due * 1e9) - (System.nanoTime() - begun);
            Thread.sleep(Math.max(0, wait / 1_000_000));
            new Thread(() -> place(orders), "request-" + request++).start();
        }
        Thread.sleep(1_500);
        System.exit(0);
    }

    private static void place(DataSource orders) {
        try (Connection connection = orders.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            askForPrices();
        } catch (SQLException e) {
            throw new RequestException("order was not placed", e);
        }
    }

    private static void askForPrices() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
