package com.acme.storm;

import java.util.concurrent.TimeUnit;

/**
 * A feed reader in a storm: 10,000 malformed ticks a second, all handled. In their midst the feed's session expires once, and
 * the reader of the index thread ends with it.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        Thread ticks = new Thread(new TickReader(end), "ticks");
        Thread index = new Thread(new IndexReader(end), "index");
        ticks.start();
        index.start();
        ticks.join();
        index.join();
        System.out.println("done");
    }
}
