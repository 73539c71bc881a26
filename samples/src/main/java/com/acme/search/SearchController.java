package com.acme.search;

import java.util.concurrent.atomic.AtomicInteger;

/** Answers search requests. */
final class SearchController {
    private final SearchService search;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    SearchController(SearchService search) {
        this.search = search;
    }

    int search(String language, String query, String page) {
        int number = pageNumber(page);
        try {
            search.search(language, query + (number > 1 ? " page" : ""));
            ok.incrementAndGet();
            return 200;
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            System.err.println("GET /search 500 " + language);
            return 500;
        }
    }

    String summary() {
        return "searches: " + ok + ", failed: " + failed;
    }

    private static int pageNumber(String page) {
        try {
            return Integer.parseInt(page);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
