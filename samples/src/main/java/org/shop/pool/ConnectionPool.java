package org.shop.pool;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fixed number of connections, lent one by one. Whoever acquires one has to release it. */
final class ConnectionPool {
    private final BlockingQueue<Connection> idle;
    private final int size;
    private final Duration patience;

    ConnectionPool(int size, Duration patience) {
        this.idle = new ArrayBlockingQueue<>(size);
        this.size = size;
        this.patience = patience;
        for (int i = 1; i <= size; i++) {
            idle.add(new Connection(i));
        }
    }

    Connection acquire() throws SQLTransientConnectionException, InterruptedException {
        Connection connection = idle.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (connection == null) {
            throw new SQLTransientConnectionException(
                    "no connection within " + patience.toMillis() + " ms (" + size + " of " + size + " in use)");
        }
        return connection;
    }

    void release(Connection connection) {
        idle.add(connection);
    }
}
