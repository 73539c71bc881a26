package com.acme.remote.stock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers one request. */
final class StockHandler implements HttpHandler {
    private final Shelves shelves;

    StockHandler(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String article = query.substring(query.indexOf('=') + 1);
        int status = 200;
        String body;
        try {
            body = String.valueOf(shelves.count(article));
        } catch (ShelfLockedException e) {
            status = 503;
            body = "unavailable";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
