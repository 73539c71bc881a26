package com.acme.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes uploads of compressed measurements. One corrupt batch makes the supervisor shut the workers down; every upload
 * after it is rejected, long after the batch is forgotten.
 */
public final class Main {
    private static final Duration RUN = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        long endNanos = System.nanoTime() + RUN.toNanos();
        IngestService ingest = new IngestService();
        UploadController controller = new UploadController(ingest);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            threads.add(new Thread(() -> uploads(controller, endNanos), "http-" + i));
        }
        threads.forEach(Thread::start);
        Thread.sleep(3_500);
        byte[] corrupt = Batches.compressed("2026-03-01;17,4;n/a");
        corrupt[0] ^= 0x55;
        controller.upload(corrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        ingest.stop();
        System.out.println(controller.summary());
    }

    private static void uploads(UploadController controller, long endNanos) {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            controller.upload(Batches.compressed("2026-03-01;" + n + ";n/a;12;-"));
            try {
                Thread.sleep(130);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
