package com.acme.ingest;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes uploads. */
final class UploadController {
    private final IngestService ingest;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    UploadController(IngestService ingest) {
        this.ingest = ingest;
    }

    int upload(byte[] batch) {
        try {
            ingest.submit(batch);
            ok.incrementAndGet();
            return 202;
        } catch (RejectedExecutionException e) {
            failed.incrementAndGet();
            System.err.println("POST /measurements 503");
            return 503;
        }
    }

    String summary() {
        return "uploads: " + ok + ", failed: " + failed;
    }
}
