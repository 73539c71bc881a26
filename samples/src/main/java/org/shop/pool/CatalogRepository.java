package org.shop.pool;

import java.sql.SQLTransientConnectionException;

/** Reads articles. Releases its connection whatever happens. */
final class CatalogRepository {
    private final ConnectionPool pool;

    CatalogRepository(ConnectionPool pool) {
        this.pool = pool;
    }

    String article(String id) throws InterruptedException {
        try {
            Connection connection = pool.acquire();
            try {
                return connection.row("article", id).get("name");
            } finally {
                pool.release(connection);
            }
        } catch (SQLTransientConnectionException e) {
            throw new CatalogUnavailableException("article " + id + " not read", e);
        }
    }
}
