package com.acme.render;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Thumbnails of earlier previews. Most are not there in time, which is fine. */
final class ThumbnailCache {
    String thumbnail(String document) throws InterruptedException {
        CompletableFuture<String> hit = new CompletableFuture<>();
        if (document.hashCode() % 3 == 0) {
            hit.complete("thumbnail of " + document);
        }
        try {
            return hit.get(2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "placeholder";
        }
    }
}
