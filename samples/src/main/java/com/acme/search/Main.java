package com.acme.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A search service whose German index is opened in the background. A missing stop word file aborts that half way and is
 * only logged; the analyzer stays null and every German query fails.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        SearchIndex english = new SearchIndex("en");
        SearchIndex german = new SearchIndex("de");
        english.open(List.of("the", "a"));
        SearchController controller = new SearchController(new SearchService(english, german));
        Thread loader = new Thread(() -> openLater(german), "index-loader");
        loader.start();
        List<Thread> threads = new ArrayList<>(List.of(loader));
        for (int i = 1; i <= 3; i++) {
            Thread thread = new Thread(() -> requests(controller, endNanos), "http-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(controller.summary());
    }

    private static void openLater(SearchIndex index) {
        try {
            Thread.sleep(1_500);
            index.open(Path.of("conf", "stopwords_de.txt"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requests(SearchController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.search(n % 12 == 5 ? "de" : "en", "red shoe " + n % 8, n % 3 == 0 ? "1" : "next");
            try {
                Thread.sleep(85);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
