package com.acme.remote.stock;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The stock service: answers over HTTP how many there are of an article. From second 4 the shelf that holds one of them is being
 * counted, and cannot be read. Writes its port to a file in
 * the working folder, and ends when that is gone.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        server.createContext("/stock", new StockHandler(new Shelves()));
        server.setExecutor(threads);
        server.start();
        Path port = Path.of("port");
        Files.writeString(port, String.valueOf(server.getAddress().getPort()));
        for (int i = 0; i < 300 && Files.exists(port); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        server.stop(0);
        threads.shutdown();
        System.out.println("stock service ended");
    }
}
