package com.acme.buffers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Each session takes a direct buffer, and none gives its back. */
public final class Main {
    private static final int SIZE = 4 << 20;
    private static final List<ByteBuffer> SESSIONS = new ArrayList<>();

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            open();
            Thread.sleep(200);
        }
        System.out.println(SESSIONS.size() + " sessions");
    }

    private static void open() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
        for (int i = 0; i < SIZE; i += 4096) {
            buffer.put(i, (byte) 1);
        }
        SESSIONS.add(buffer);
    }
}
