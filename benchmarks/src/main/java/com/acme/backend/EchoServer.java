package com.acme.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it receives, on the loopback interface, one daemon thread a connection. */
final class EchoServer {
    private final ServerSocket socket;

    EchoServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("echo-accept", this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                Socket connection = socket.accept();
                start("echo-" + number, () -> echo(connection));
            }
        } catch (IOException e) {
            // Closed: the benchmark is over.
        }
    }

    private static void echo(Socket connection) {
        try (connection) {
            connection.getInputStream().transferTo(connection.getOutputStream());
        } catch (IOException e) {
            // The other side has gone, which is how a connection ends here.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
