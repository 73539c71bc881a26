package com.acme.files;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A store of files that meets the limits of its machine. Run with few file descriptors and as an ordinary user. */
public final class Main {
    private static final List<Object> KEPT = new ArrayList<>();

    /** A piece of work that failed. */
    static final class ArchiveException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ArchiveException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Thread.sleep(4000);
        request("permission", () -> Files.writeString(Path.of("/etc/archive.conf"), "x"));
        request("permission-stream", () -> new FileOutputStream("/etc/archive.conf").close());
        request("full", () -> {
            try (FileOutputStream out = new FileOutputStream("/dev/full")) {
                out.write(new byte[4096]);
            }
        });
        request("direct", () -> {
            while (true) {
                KEPT.add(ByteBuffer.allocateDirect(1 << 20));
            }
        });
        Path input = Files.writeString(Files.createTempFile("archive", ".txt"), "text");
        request("descriptors", () -> {
            while (true) {
                KEPT.add(open(input));
            }
        });
        Thread.sleep(500);
        for (Object kept : KEPT) {
            if (kept instanceof FileInputStream) {
                ((FileInputStream) kept).close();
            }
        }
        Thread.sleep(500);
    }

    private static FileInputStream open(Path input) throws IOException {
        return new FileInputStream(input.toFile());
    }

    private static void request(String name, Work work) throws InterruptedException {
        Thread thread = new Thread(() -> handle(name, work), "request-" + name);
        thread.start();
        thread.join();
        Thread.sleep(250);
    }

    private static void handle(String name, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new ArchiveException("work '" + name + "' failed", e);
        }
    }
}
