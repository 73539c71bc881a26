package com.acme.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcConnectionPool;

/** A store that fails in the ways databases do. */
public final class Main {
    private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=400";

    /** A piece of work on the store that failed. */
    static final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        try (Connection c = connect();
                Statement s = c.createStatement()) {
            s.execute("create table account(id int primary key, owner varchar(8), balance int check (balance >= 0))");
            s.execute("insert into account values (1, 'ann', 10), (2, 'bob', 20)");
        }
        Thread.sleep(4000);
        request("duplicate", () -> update("insert into account values (1, 'eve', 5)"));
        request("check", () -> update("update account set balance = balance - 50 where id = 1"));
        request("syntax", () -> update("updat account set balance = 0"));
        request("table", () -> update("insert into acount values (3, 'joe', 5)"));
        request("too-long", () -> update("insert into account values (4, 'maximilian', 5)"));
        request("login", () -> DriverManager.getConnection(URL, "sa", "wrong").close());
        request("closed", Main::closed);
        request("lock", Main::lockTimeout);
        deadlock();
        pool();
        Thread.sleep(500);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(URL, "sa", "");
    }

    private static void request(String name, Work work) throws InterruptedException {
        Thread thread = new Thread(() -> handle(name, work), "request-" + name);
        thread.start();
        thread.join();
        Thread.sleep(250);
    }

    private static void handle(String name, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new StoreException("work '" + name + "' failed", e);
        }
    }

    private static void update(String sql) throws SQLException {
        try (Connection c = connect();
                Statement s = c.createStatement()) {
            s.executeUpdate(sql);
        }
    }

    private static void closed() throws SQLException {
        Connection c = connect();
        PreparedStatement s = c.prepareStatement("select * from account");
        c.close();
        try (ResultSet r = s.executeQuery()) {
            r.next();
        }
    }

    private static void lockTimeout() throws SQLException {
        try (Connection holder = connect();
                Connection waiter = connect()) {
            holder.setAutoCommit(false);
            waiter.setAutoCommit(false);
            try (Statement h = holder.createStatement();
                    Statement w = waiter.createStatement()) {
                h.executeUpdate("update account set balance = 11 where id = 1");
                w.executeUpdate("update account set balance = 12 where id = 1");
            } finally {
                waiter.rollback();
                holder.rollback();
            }
        }
    }

    /** Two transfers that lock the two accounts in opposite order. */
    private static void deadlock() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Thread one = new Thread(() -> handle("transfer 1 to 2", () -> transfer(1, 2, both)), "transfer-1");
        Thread two = new Thread(() -> handle("transfer 2 to 1", () -> transfer(2, 1, both)), "transfer-2");
        one.start();
        two.start();
        one.join();
        two.join();
    }

    private static void transfer(int from, int to, CountDownLatch both) throws Exception {
        try (Connection c = connect();
                Statement s = c.createStatement()) {
            s.execute("set lock_timeout 5000");
            c.setAutoCommit(false);
            s.executeUpdate("update account set balance = balance - 1 where id = " + from);
            both.countDown();
            both.await();
            s.executeUpdate("update account set balance = balance + 1 where id = " + to);
            c.commit();
        }
    }

    /** A report holds all connections of the pool, and the requests get none. */
    private static void pool() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create(URL, "sa", "");
        pool.setMaxConnections(3);
        pool.setLoginTimeout(1);
        Thread[] holders = new Thread[3];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = new Thread(() -> handle("report", () -> report(pool)), "report-" + i);
            holders[i].start();
        }
        Thread.sleep(300);
        for (int i = 0; i < 2; i++) {
            request("pooled", () -> {
                try (Connection c = pool.getConnection();
                        Statement s = c.createStatement()) {
                    s.execute("select 1");
                }
            });
        }
        for (Thread holder : holders) {
            holder.join();
        }
        pool.dispose();
    }

    private static void report(JdbcConnectionPool pool) throws Exception {
        try (Connection c = pool.getConnection();
                Statement s = c.createStatement()) {
            s.execute("select count(*) from account");
            Thread.sleep(3500);
        }
    }
}
