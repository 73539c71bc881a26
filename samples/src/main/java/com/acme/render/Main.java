package com.acme.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders document previews. A rare font needs a native library that is missing; the UnsatisfiedLinkError kills the
 * worker, nobody completes its request, and the web thread only sees a time-out.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        RenderPool pool = new RenderPool();
        PreviewController controller = new PreviewController(pool, new ThumbnailCache());
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int client = i;
            threads.add(new Thread(() -> requests(controller, client, endNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        pool.stop();
        System.out.println(controller.summary());
    }

    private static void requests(PreviewController controller, int client, long endNanos) {
        for (int n = 1; System.nanoTime() < endNanos; n++) {
            String font = n % 40 == 20 + 5 * client ? "acme-antiqua" : "sans";
            controller.preview("D-" + client + n, font, n % 2 == 0 ? "large" : "120");
            try {
                Thread.sleep(60);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
