package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Machine.PoolFigures;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With messages as the pools make them, and some that only look alike. */
class PoolTextTest {
    private static final Instant AT = Instant.EPOCH;

    private static Optional<PoolFigures> told(String type, String message) {
        return PoolText.isComplaint(type) ? PoolText.figures(type, message, AT) : Optional.empty();
    }

    @Test
    void readsThePoolsInUse() {
        assertThat(
                        told(
                                "java.sql.SQLTransientConnectionException",
                                "HikariPool-1 - Connection is not available, request timed out after 30001ms (total=4, active=4, idle=0, waiting=3)"))
                .contains(new PoolFigures(AT, "HikariPool-1", 4, 3, 4));
        assertThat(told(
                        "com.alibaba.druid.pool.GetConnectionTimeoutException",
                        "wait millis 5000, active 8, maxActive 8, creating 0"))
                .contains(new PoolFigures(AT, "the pool of GetConnectionTimeoutException", 8, 0, 8));
        assertThat(told(
                        "org.apache.tomcat.jdbc.pool.PoolExhaustedException",
                        "[http-1] Timeout: Pool empty. Unable to fetch a connection in 30 seconds, none available"
                                + "[size:100; busy:100; idle:0; lastwait:30000]."))
                .contains(new PoolFigures(AT, "the pool of PoolExhaustedException", 100, 0, 100));
        assertThat(told(
                        "org.apache.http.conn.ConnectionPoolTimeoutException",
                        "Timeout waiting for connection from pool [leased: 2; pending: 1; available: 0; max: 20]"))
                .contains(new PoolFigures(AT, "the pool of ConnectionPoolTimeoutException", 2, 1, 20));
        assertThat(
                        told(
                                "com.mongodb.MongoTimeoutException",
                                "Timed out after 10000 ms while waiting for a connection to server db:27017. Details: maxPoolSize: 10, connections in use"
                                        + " by cursors: 0, connections in use by transactions: 0, connections in use by other operations: 10"))
                .contains(new PoolFigures(AT, "the pool of MongoTimeoutException", 10, 0, 10));
    }

    @Test
    void readsThroughAWrapper() {
        assertThat(told(
                        "org.acme.ConnectionFailedException",
                        "java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available"
                                + " (total=4, active=4, idle=0, waiting=3)"))
                .contains(new PoolFigures(AT, "HikariPool-1", 4, 3, 4));
    }

    @Test
    void takesNothingFromOthers() {
        assertThat(told(
                        "java.util.concurrent.RejectedExecutionException",
                        "Task x rejected from java.util.concurrent.ThreadPoolExecutor@1b[Running, pool size = 8, active threads = 8, queued"
                                + " tasks = 5, completed tasks = 77]"))
                .isEmpty();
        assertThat(told(
                        "java.sql.SQLTransientConnectionException",
                        "Cannot get a connection, pool error Timeout waiting for idle object"))
                .isEmpty();
        assertThat(told("java.net.ConnectException", "connection to 10.0.0.7 port 5432 lost after 17 bytes of 90"))
                .isEmpty();
    }
}
