package com.acme.thumbs;

import java.util.ArrayList;
import java.util.List;

/** Scales uploads in native code, which crashes at an image without rows.. */
public final class Main {
    private static final int UPLOADS = 160;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        System.loadLibrary("thumbs");
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int first = i;
            threads.add(new Thread(() -> uploads(first), "thumbs-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void uploads(int first) {
        ThumbnailService service = new ThumbnailService();
        for (int n = first; n <= UPLOADS; n += 2) {
            service.upload(n % 4 == 0 ? "x" + n : "64", n == UPLOADS ? new byte[0] : new byte[4096]);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
