package com.acme.remote.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks the stock service. */
final class StockClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI stock;

    StockClient(URI stock) {
        this.stock = stock;
    }

    int count(String article) throws StockUnavailableException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stock + "?article=" + article))
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StockUnavailableException("stock does not answer", e);
        }
        if (response.statusCode() != 200) {
            throw new StockUnavailableException("stock answered " + response.statusCode(), null);
        }
        return Integer.parseInt(response.body());
    }
}
