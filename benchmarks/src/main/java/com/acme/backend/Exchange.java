package com.acme.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to the echo server, used by one thread at a time. */
final class Exchange {
    private final Socket socket;
    private final byte[] message = new byte[64];

    Exchange(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
    }

    synchronized void roundTrip(int id) throws IOException {
        message[0] = (byte) id;
        socket.getOutputStream().write(message);
        int received = 0;
        while (received < message.length) {
            int count = socket.getInputStream().read(message, received, message.length - received);
            if (count < 0) {
                throw new IOException("echo server has gone");
            }
            received += count;
        }
    }

    void close() throws IOException {
        socket.close();
    }
}
