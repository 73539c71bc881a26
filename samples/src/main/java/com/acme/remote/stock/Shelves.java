package com.acme.remote.stock;

import java.util.concurrent.TimeUnit;

/** What is on the shelves. */
final class Shelves {
    private final long opened = System.nanoTime();

    int count(String article) throws ShelfLockedException {
        boolean counting = System.nanoTime() - opened > TimeUnit.SECONDS.toNanos(4);
        if (counting && article.equals("B-7")) {
            throw new ShelfLockedException("shelf of " + article + " is being counted");
        }
        return 3 + article.length();
    }
}
