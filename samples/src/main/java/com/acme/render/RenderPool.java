package com.acme.render;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The render workers. */
final class RenderPool {
    private final AtomicInteger ids = new AtomicInteger();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(2, r -> new Thread(r, "render-" + ids.incrementAndGet()));
    private final DocumentRenderer renderer = new DocumentRenderer();

    CompletableFuture<String> render(String document, String font, int width) {
        CompletableFuture<String> page = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                page.complete(renderer.render(document, font, width));
            } catch (RuntimeException e) {
                page.completeExceptionally(e);
            }
        });
        return page;
    }

    void stop() {
        workers.shutdown();
    }
}
