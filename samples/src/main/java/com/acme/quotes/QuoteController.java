package com.acme.quotes;

import java.util.concurrent.atomic.AtomicInteger;

/** Answers quote requests. */
final class QuoteController {
    private final QuoteService quotes;
    private final NewsTicker news;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    QuoteController(QuoteService quotes, NewsTicker news) {
        this.quotes = quotes;
        this.news = news;
    }

    int quote(String isin, String depth) {
        int rows = depth(depth);
        try {
            String page = news.headline(isin) + quotes.quote(isin) + rows;
            ok.incrementAndGet();
            return page.isEmpty() ? 204 : 200;
        } catch (QuoteUnavailableException e) {
            failed.incrementAndGet();
            System.err.println("GET /quote 504 " + isin);
            return 504;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "quotes: " + ok + ", failed: " + failed;
    }

    private static int depth(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 100;
        }
    }
}
