package org.shop.pool;

import java.sql.SQLTransientConnectionException;
import java.util.Map;

/** Writes one report from one row. */
final class ReportWriter {
    private final ConnectionPool pool;

    ReportWriter(ConnectionPool pool) {
        this.pool = pool;
    }

    String write(String report) throws SQLTransientConnectionException, InterruptedException {
        Connection connection = pool.acquire();
        Map<String, String> row = connection.row("report", report);
        String text = report + ": " + column(row, report.equals("vat") ? "vat_rate" : "name");
        pool.release(connection);
        return text;
    }

    private static String column(Map<String, String> row, String name) {
        String value = row.get(name);
        if (value == null) {
            throw new ColumnNotFoundException("no column " + name + " in " + row.get("table") + "/" + row.get("key"));
        }
        return value;
    }
}
