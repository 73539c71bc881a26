package dev.epicenter.analyzer.read;

/** How an input is packed, told by its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZIP,
    LZ4;

    static Compression of(byte[] head) {
        if (startsWith(head, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        return startsWith(head, 0x04, 0x22, 0x4D, 0x18) ? LZ4 : NONE;
    }

    static boolean startsRecording(byte[] head) {
        return startsWith(head, 'F', 'L', 'R', 0);
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
