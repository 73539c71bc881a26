package com.acme.logparse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A log parser in good health. It tries formats until one fits, so it throws and handles exceptions all day long, some
 * of them wrapped; every line ends up somewhere sensible.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        LineParser parser = new LineParser();
        LogStatistics statistics = new LogStatistics();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(new LogTail(parser, statistics, endNanos), "tail-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(statistics);
    }
}
