package com.acme.healthy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks whether a cache runs nearby, once in a while. */
final class Discovery {
    private static int missing;

    private Discovery() {}

    static void ask(int round) {
        if (round % 20 == 0) {
            try {
                InetAddress.getByName("cache.invalid");
            } catch (UnknownHostException e) {
                missing++;
            }
        }
    }

    static int missing() {
        return missing;
    }
}
