package com.acme.render;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers preview requests. */
final class PreviewController {
    private final RenderPool pool;
    private final ThumbnailCache thumbnails;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    PreviewController(RenderPool pool, ThumbnailCache thumbnails) {
        this.pool = pool;
        this.thumbnails = thumbnails;
    }

    int preview(String document, String font, String width) {
        try {
            thumbnails.thumbnail(document);
            pool.render(document, font, pixels(width)).get(400, TimeUnit.MILLISECONDS);
            ok.incrementAndGet();
            return 200;
        } catch (TimeoutException | ExecutionException e) {
            failed.incrementAndGet();
            System.err.println("GET /preview 504 " + document);
            return 504;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    String summary() {
        return "previews: " + ok + ", failed: " + failed;
    }

    private static int pixels(String width) {
        try {
            return Integer.parseInt(width);
        } catch (NumberFormatException e) {
            return 640;
        }
    }
}
