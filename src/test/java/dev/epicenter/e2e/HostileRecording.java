package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.e2e.hostile.HostileProgram;
import dev.epicenter.render.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A recording of {@link HostileProgram} with secrets wherever a JVM records text, and what the product writes about it. */
final class HostileRecording {
    /** Secrets by where they are planted. */
    static final Map<String, String> SECRETS = Map.of(
            "messages and names of threads", "ghp_Zk3mQ9xT7vBn2LpR8sWd4HyJ6cFg1AeU5iKo",
            "messages, as a password", "jdbc:postgresql://app:kR7tuna4Zx@db/orders",
            "messages, as an address", "margarete.hamilton@apollo.example",
            "messages, as a card", "4539578763621486",
            "an argument of the JVM", "Vq8nP2wL5rT9yB3kM7xC",
            "the command line", "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
            "a system property", "hT5gW9zQ2mN8vX4cJ7bL",
            "the environment", "wJalrXUtnFEMIK7MDENGbPxRfiCYzEXMPLEKEYq9",
            "the file name", "glpat-Xy7Qw2Er9Ty4Ui1Op6As");

    private HostileRecording() {}

    /** Runs the program under a recorder. */
    static Path record(Path folder) throws IOException, InterruptedException {
        Path plain = folder.resolve("recording.jfr");
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:StartFlightRecording:settings=default,jdk.JavaExceptionThrow#enabled=true,filename="
                                + plain,
                        "-Ddb.password=" + SECRETS.get("an argument of the JVM"),
                        "-Dstripe.api.key=" + SECRETS.get("a system property"),
                        "-Dhtml=</script><img src=x onerror=window.hacked=1>",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileProgram.class.getName(),
                        "--token=" + SECRETS.get("the command line"),
                        SECRETS.get("messages and names of threads"),
                        SECRETS.get("messages, as a password"),
                        SECRETS.get("messages, as an address"),
                        SECRETS.get("messages, as a card")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
        assertThat(program.waitFor())
                .as(Files.readString(folder.resolve("program.log")))
                .isZero();
        return Files.move(
                plain,
                folder.resolve("<img src=x onerror=window.hacked=1>\u202E " + SECRETS.get("the file name") + ".jfr"));
    }

    /** Everything that the product can write about it, by file name. */
    static Map<String, String> reports(Path recording, Path folder, String... options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("analyze", recording, "--fail-on", "never"));
        arguments.addAll(List.of(options));
        for (Format format : Format.values()) {
            arguments.add("-o");
            arguments.add(folder.resolve("report." + format.extensions().get(0)));
        }
        arguments.add("--charts");
        arguments.add(folder.resolve("charts"));
        Product.Run run = Product.run(arguments.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, String> reports = new TreeMap<>(Map.of("standard error", run.err()));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Bytes as characters: pictures are looked at too, and all that is looked for is ASCII or looked for as
                // text.
                reports.put(
                        folder.relativize(file).toString(),
                        new String(
                                Files.readAllBytes(file),
                                file.toString().endsWith(".png")
                                        ? StandardCharsets.ISO_8859_1
                                        : StandardCharsets.UTF_8));
            }
        }
        return reports;
    }
}
