package dev.epicenter.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What the agent costs a {@linkplain Shop server} under load: servers in several {@linkplain Variant variants} run side by side, and get
 * the same requests in turns, in an order that changes; what counts is the CPU time of each server's process during its turn, divided
 * by that of the server without anything in the same round. Prints a Markdown table a JDK.
 *
 * <p>Arguments: the agent, OpenTelemetry's agent, the agent's settings, settings for every exception, a directory, the number of turns, then homes of JDKs.
 */
public final class ServerTable {
    private static final Variant[] VARIANTS = {Variant.NONE, Variant.OFF, Variant.ON, Variant.SAME, Variant.AGAIN};
    private static final int WARM_UP = 12_000;
    private static final int TURN = 500;

    private final Random order = new Random(7);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Variant, Server> servers = new EnumMap<>(Variant.class);
    private int requests;
    private int failed;

    private ServerTable() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Variant.Setting setting = Variant.Setting.of(arguments);
        for (int i = 6; i < arguments.length; i++) {
            new ServerTable().measure(setting, Path.of(arguments[i]), Integer.parseInt(arguments[5]));
        }
    }

    private void measure(Variant.Setting setting, Path home, int turns) throws IOException, InterruptedException {
        try {
            for (Variant variant : VARIANTS) {
                Server server = new Server(setting, home, variant);
                servers.put(variant, server);
                turn(server, WARM_UP);
            }
            for (int turn = 0; turn < turns; turn++) {
                List<Server> next = new ArrayList<>(servers.values());
                Collections.shuffle(next, order);
                for (Server server : next) {
                    server.micros.add(turn(server, TURN));
                }
                System.err.println("turn " + (turn + 1) + " of " + turns);
            }
            print(home, turns);
        } finally {
            servers.values().forEach(Server::stop);
        }
    }

    /** Sends requests one after the other; CPU microseconds that the server took for each. */
    private double turn(Server server, int count) throws IOException, InterruptedException {
        long before = server.cpuNanos();
        for (int i = 0; i < count; i++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port + "/order?number=" + ++requests))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            int status = client.send(request, BodyHandlers.ofString()).statusCode();
            failed += status == 500 ? 1 : 0;
            if (status != 500 && status != 200) {
                throw new IOException("answered " + status);
            }
        }
        return (server.cpuNanos() - before) / 1000.0 / count;
    }

    private void print(Path home, int turns) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%s: %,d requests, %.1f %% failed, %d turns of %,d for each%n%n| | CPU us a request | ratio to that without in the same turn | half of the turns |%n"
                        + "|---|---:|---:|---:|%n",
                home.getFileName(),
                requests,
                100.0 * failed / requests,
                turns,
                TURN));
        List<Double> base = servers.get(Variant.NONE).micros;
        servers.forEach((variant, server) -> {
            double[] ratios = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                ratios[turn] = server.micros.get(turn) / base.get(turn);
            }
            Arrays.sort(ratios);
            double[] micros =
                    server.micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.3f | %.2f to %.2f |%n",
                    variant.title(),
                    median(micros),
                    median(ratios),
                    ratios[turns / 4],
                    ratios[turns - 1 - turns / 4]));
        });
        System.out.println(table);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** One of them. */
    private static final class Server {
        final Process process;
        final int port;
        final List<Double> micros = new ArrayList<>();

        Server(Variant.Setting setting, Path home, Variant variant) throws IOException, InterruptedException {
            Path directory = Files.createDirectories(setting.work().resolve("server-" + variant));
            List<String> command =
                    new ArrayList<>(List.of(home.resolve("bin/java").toString(), "-Xmx512m"));
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"));
            command.addAll(variant.options(setting.in(directory)));
            command.addAll(
                    List.of("-cp", System.getProperty("java.class.path"), Shop.class.getName(), directory.toString()));
            Path out = directory.resolve("out.txt");
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(directory.resolve("err.txt").toFile())
                    .start();
            port = port(out);
        }

        private int port(Path out) throws IOException, InterruptedException {
            for (int i = 0; i < 600 && process.isAlive(); i++) {
                for (String line : Files.readAllLines(out)) {
                    if (line.matches("\\d+")) {
                        return Integer.parseInt(line);
                    }
                }
                Thread.sleep(100);
            }
            throw new IOException("the server did not start, see " + out.getParent());
        }

        /** CPU time of the process so far, but for the JIT compiler's. */
        long cpuNanos() {
            return CpuClock.nanosOf(process.pid());
        }

        void stop() {
            process.destroy();
        }
    }
}
