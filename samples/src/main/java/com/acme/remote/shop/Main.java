package com.acme.remote.shop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The shop: checks carts, for which it asks the stock service, whose port it reads from a file in the working folder. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path port = Path.of("port");
        for (int i = 0; i < 300 && !Files.exists(port); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(100);
        URI stock = URI.create("http://localhost:" + Files.readString(port).strip() + "/stock");
        Thread desk = new Thread(new Desk(new Checkout(new StockClient(stock))), "desk-1");
        desk.start();
        desk.join();
        Files.delete(port);
    }
}
