package com.acme.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A few archives and exchanges that all threads share, so that threads wait for each other. */
public final class Backends implements AutoCloseable {
    private static final int COUNT = 6;

    private final EchoServer server = new EchoServer();
    private final List<Archive> archives = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();

    /**
     * Opens everything.
     *
     * @param directory for the archives' files, which go when this is closed
     */
    public Backends(Path directory) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            archives.add(new Archive(directory.resolve("archive-" + i + ".bin")));
            exchanges.add(new Exchange(server.address()));
        }
    }

    Archive archive(int id) {
        return archives.get(Math.floorMod(id, COUNT));
    }

    Exchange exchange(int id) {
        return exchanges.get(Math.floorMod(id, COUNT));
    }

    @Override
    public void close() throws IOException {
        for (Archive archive : archives) {
            archive.close();
        }
        for (Exchange exchange : exchanges) {
            exchange.close();
        }
        server.close();
    }
}
