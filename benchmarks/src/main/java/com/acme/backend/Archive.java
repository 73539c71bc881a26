package com.acme.backend;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file that is overwritten and read back, by one thread at a time. */
final class Archive {
    private final Path path;
    private final RandomAccessFile file;
    private final byte[] block = new byte[512];

    Archive(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    synchronized void storeAndLoad(int id) throws IOException {
        long position = Math.floorMod(id, 64) * (long) block.length;
        block[0] = (byte) id;
        file.seek(position);
        file.write(block);
        file.seek(position);
        file.readFully(block);
    }

    synchronized void close() throws IOException {
        file.close();
        Files.delete(path);
    }
}
