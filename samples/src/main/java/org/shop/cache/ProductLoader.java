package org.shop.cache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Loads products from the archive, which does not have all of them. */
final class ProductLoader {
    String load(String id) throws InterruptedException {
        int number = Integer.parseInt(id.substring(2));
        if (number % 4 == 1) {
            Thread.sleep(30);
        }
        try {
            return read(number);
        } catch (IOException e) {
            throw new UncheckedIOException("product " + id + " not archived", e);
        }
    }

    private static String read(int number) throws IOException {
        if (number % 6 == 2) {
            throw new FileNotFoundException("archive/" + number + ".json");
        }
        return "{\"number\": " + number + "}";
    }
}
