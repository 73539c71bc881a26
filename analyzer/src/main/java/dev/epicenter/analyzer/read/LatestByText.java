package dev.epicenter.analyzer.read;

import java.util.Arrays;

/**
 * Position of the latest throw by its class and message, while a batch is folded. Nearly each message is of one class, so the
 * class that comes first with a message has an array; the others share a map.
 */
final class LatestByText {
    private int[] bare = new int[0];
    private int[] firstType = new int[0];
    private int[] ofFirstType = new int[0];
    private final LongIntMap ofOthers = new LongIntMap();

    /** Forgets all. Numbers of classes and messages are below these from now on. */
    void start(int types, int messages) {
        bare = cleared(bare, types);
        ofFirstType = cleared(ofFirstType, messages);
        if (firstType.length < messages) {
            firstType = new int[ofFirstType.length];
        }
        ofOthers.clear();
    }

    private static int[] cleared(int[] array, int size) {
        int[] all = array.length < size ? new int[size + size / 4] : array;
        Arrays.fill(all, -1);
        return all;
    }

    void put(int type, int message, int position) {
        if (message < 0) {
            bare[type] = position;
        } else if (ofFirstType[message] < 0) {
            firstType[message] = type;
            ofFirstType[message] = position;
        } else if (firstType[message] == type) {
            ofFirstType[message] = position;
        } else {
            ofOthers.put(key(type, message), position);
        }
    }

    /** Position, -1 when there is none. */
    int get(int type, int message) {
        if (message < 0) {
            return bare[type];
        }
        if (ofFirstType[message] >= 0 && firstType[message] == type) {
            return ofFirstType[message];
        }
        return ofOthers.get(key(type, message));
    }

    private static long key(int type, int message) {
        return (long) type << 32 | message;
    }
}
