package org.shop.feeds;

import java.io.IOException;
import java.io.Writer;

/** Writes a feed; a feed is complete when its footer names the number of products. */
final class FeedWriter implements AutoCloseable {
    private final Writer out;
    private int written;
    private boolean footer;

    FeedWriter(Writer out) {
        this.out = out;
    }

    void write(Product product, int size) throws IOException {
        if (!Character.isDigit(product.price().charAt(0))) {
            throw new FeedFormatException("product " + product.id() + " has no price: " + product.price());
        }
        out.append(product.id()).append(';').append(product.price()).append(';');
        out.append(Integer.toString(size)).append('\n');
        written++;
    }

    void finish() throws IOException {
        out.append("# products: ").append(Integer.toString(written));
        footer = true;
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (!footer) {
            throw new IOException("feed closed without footer");
        }
    }
}
