package com.acme.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions of other nodes, each with its attachments. */
final class SessionCache {
    private static final int ATTACHMENTS_BYTES = 3_000_000;

    private final Map<String, byte[]> attachments = new ConcurrentHashMap<>();

    void store(String session) {
        attachments.put(session, copyOf(session));
    }

    int clear() {
        int size = attachments.size();
        attachments.clear();
        return size;
    }

    private static byte[] copyOf(String session) {
        byte[] copy = new byte[ATTACHMENTS_BYTES];
        copy[0] = (byte) session.length();
        return copy;
    }
}
