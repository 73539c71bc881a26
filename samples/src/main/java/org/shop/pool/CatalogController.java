package org.shop.pool;

import java.util.concurrent.atomic.AtomicInteger;

/** Serves catalogue pages. */
final class CatalogController {
    private final CatalogRepository catalog;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    CatalogController(CatalogRepository catalog) {
        this.catalog = catalog;
    }

    int page(String page, String article) {
        int number = pageNumber(page);
        try {
            catalog.article(article + "/" + number);
            ok.incrementAndGet();
            return 200;
        } catch (CatalogUnavailableException e) {
            failed.incrementAndGet();
            System.err.println("GET /catalog 503 " + e.getMessage());
            return 503;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "pages served: " + ok + ", failed: " + failed;
    }

    private static int pageNumber(String page) {
        try {
            return Integer.parseInt(page);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
