package org.shop.feeds;

import java.io.IOException;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Exports all products into one feed. */
final class FeedExporter {
    private final ProductSource products;

    FeedExporter(ProductSource products) {
        this.products = products;
    }

    int export(String market) throws ExportFailedException {
        StringWriter feed = new StringWriter();
        try {
            writeAll(new FeedWriter(feed));
        } catch (IOException e) {
            throw new ExportFailedException("no feed for market " + market, e);
        }
        return feed.getBuffer().length();
    }

    private void writeAll(FeedWriter writer) throws IOException {
        try {
            for (Product product : products.all()) {
                writer.write(product, size(product));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // markets limit the rate of rows
            }
            writer.finish();
        } finally {
            writer.close();
        }
    }

    private static int size(Product product) {
        try {
            return Integer.parseInt(product.size());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
