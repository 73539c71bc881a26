package com.acme.quotes;

/** One price in a chain of prices, newest first. */
final class Tick {
    final long time;
    final double price;
    final Tick earlier;

    Tick(long time, double price, Tick earlier) {
        this.time = time;
        this.price = price;
        this.earlier = earlier;
    }
}
