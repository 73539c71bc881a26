package com.acme.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Calls to partners that fail on the way: names, connections, TLS, answers that do not come. */
public final class Main {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A call that failed. */
    static final class PartnerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PartnerException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path own = keyStore("own", "-ext", "san=dns:localhost,ip:127.0.0.1");
        Path foreign = keyStore("foreign", "-ext", "san=dns:elsewhere.example");
        Thread.sleep(4000);
        request("names", Main::lookUp);
        request("refused", Main::refused);
        request("unanswered", Main::unanswered);
        request("silent", Main::silent);
        request("reset", Main::reset);
        request("port-taken", Main::portTaken);
        request("untrusted", () -> tls(own, null, "TLSv1.3", "TLSv1.3"));
        request("other-name", () -> tls(foreign, foreign, "TLSv1.3", "TLSv1.3"));
        request("protocol", () -> tls(own, own, "TLSv1.2", "TLSv1.3"));
        request("plain", Main::plaintext);
        Thread.sleep(1000);
    }

    /** Each request has a thread of its own, as a server would have it. */
    private static void request(String name, Call call) throws InterruptedException {
        Thread thread = new Thread(() -> handle(name, call), "request-" + name);
        thread.start();
        thread.join();
        Thread.sleep(250);
    }

    private static void handle(String name, Call call) {
        try {
            call.run();
        } catch (Exception e) {
            throw new PartnerException("call '" + name + "' failed", e);
        }
    }

    private static void lookUp() throws IOException {
        InetAddress.getByName("orders.backend.invalid");
    }

    private static void refused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(1);
        }
    }

    /** The server's queue of connections is full, so that the next one waits. */
    private static void unanswered() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(server.getLocalSocketAddress(), 300);
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void silent() throws IOException {
        try (ServerSocket server = new ServerSocket(0);
                Socket socket = new Socket("127.0.0.1", server.getLocalPort())) {
            socket.setSoTimeout(400);
            socket.getInputStream().read();
        }
    }

    private static void reset() throws Exception {
        try (ServerSocket server = new ServerSocket(0);
                Socket socket = new Socket("127.0.0.1", server.getLocalPort())) {
            Socket accepted = server.accept();
            accepted.setSoLinger(true, 0);
            accepted.close();
            Thread.sleep(50);
            socket.getInputStream().read();
        }
    }

    private static void portTaken() throws IOException {
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket()) {
            second.bind(new InetSocketAddress(first.getLocalPort()));
        }
    }

    private static void plaintext() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread answering = new Thread(
                    () -> {
                        try (Socket accepted = server.accept()) {
                            accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                            Thread.sleep(200);
                        } catch (IOException | InterruptedException e) {
                            System.out.println(e.getMessage());
                        }
                    },
                    "plain-server");
            answering.start();
            try (SSLSocket socket = (SSLSocket)
                    SSLContext.getDefault().getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
                socket.startHandshake();
            } finally {
                answering.join();
            }
        }
    }

    private static void tls(Path key, Path trusted, String serverProtocol, String clientProtocol) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                context(key, null).getServerSocketFactory().createServerSocket(0)) {
            server.setEnabledProtocols(new String[] {serverProtocol});
            Thread answering = new Thread(
                    () -> {
                        try (Socket accepted = server.accept()) {
                            accepted.setSoTimeout(1000);
                            accepted.getInputStream().read();
                        } catch (IOException e) {
                            System.out.println(e.getMessage());
                        }
                    },
                    "tls-server");
            answering.start();
            try (SSLSocket socket = (SSLSocket) context(null, trusted)
                    .getSocketFactory()
                    .createSocket("localhost", server.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setEnabledProtocols(new String[] {clientProtocol});
                socket.startHandshake();
            } finally {
                answering.join();
            }
        }
    }

    private static SSLContext context(Path key, Path trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key == null ? null : load(key), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted == null ? null : load(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path keyStore(String name, String... more) throws Exception {
        Path file = Files.createTempDirectory("keys").resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name,
                "-keystore", file.toString(), "-storepass", "changeit"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new SocketTimeoutException("keytool failed");
        }
        return file;
    }
}
