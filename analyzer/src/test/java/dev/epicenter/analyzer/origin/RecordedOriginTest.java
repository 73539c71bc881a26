package dev.epicenter.analyzer.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.Analyzer;
import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.ForkedJvm;
import dev.epicenter.analyzer.read.ReadProgress;
import dev.epicenter.model.Analysis;
import dev.epicenter.model.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recordings alone tell of where code came from, on JDK 17 and 25. */
class RecordedOriginTest {
    private static final String RECORDING = "settings=default,jdk.JavaExceptionThrow#enabled=true";

    private final Path folder;

    RecordedOriginTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<ForkedJvm> jvms() {
        List<ForkedJvm> jvms = new ArrayList<>(List.of(ForkedJvm.running(folder)));
        ForkedJvm.jdk25(folder).ifPresent(jvms::add);
        return jvms;
    }

    @Test
    void namesTheModuleThatFailedWithItsVersionAndJar() throws Exception {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        module(
                modules,
                "3.7.1",
                "module com.acme.stock { exports com.acme.stock; }",
                "com.acme.stock.Shelf",
                "public static void take(String what) { throw new IllegalStateException(what + \" is gone\"); }");
        module(
                modules,
                "2.0",
                "module com.acme.shop { requires com.acme.stock; }",
                "com.acme.shop.Main",
                "public static void main(String[] a) throws Exception {"
                        + " Thread till = new Thread(() -> com.acme.stock.Shelf.take(\"tea\"), \"till\"); till.start(); till.join(); }");

        for (ForkedJvm jvm : jvms()) {
            Path recording = jvm.run(
                    RECORDING, "--module-path", modules.toString(), "--module", "com.acme.shop/com.acme.shop.Main");

            assertThat(delivered(recording))
                    .contains(new Artifact("com.acme.stock", "3.7.1", "com.acme.stock", "recorded module"));
        }
    }

    @Test
    void namesTheLoaderOfAPlugIn() throws Exception {
        String program =
                """
                public class Program {
                    static class PlugIns extends java.net.URLClassLoader {
                        PlugIns(java.net.URL... urls) { super("orders-plugin", urls, null); }
                    }
                    public static class Task implements Runnable {
                        public void run() { throw new IllegalStateException("no orders"); }
                    }
                    public static void main(String[] args) throws Exception {
                        java.net.URL here = Program.class.getProtectionDomain().getCodeSource().getLocation();
                        Class<?> task = new PlugIns(here).loadClass("Program$Task");
                        Thread worker = new Thread((Runnable) task.getDeclaredConstructor().newInstance(), "worker");
                        worker.start();
                        worker.join();
                    }
                }
                """;

        for (ForkedJvm jvm : jvms()) {
            assertThat(delivered(jvm.record(program, RECORDING)))
                    .contains(new Artifact("orders-plugin", "", "", "recorded class loader, a Program$PlugIns"));
        }
    }

    private static Optional<Artifact> delivered(Path recording) throws Exception {
        Analysis analysis = Analyzer.analyze(List.of(recording), AnalyzerOptions.DEFAULT, ReadProgress.NONE);
        assertThat(analysis.incidents()).isNotEmpty();
        return analysis.attribution().incidents().get(0).artifact();
    }

    /** Compiles a module of one class into a directory of its own. */
    private static void module(Path modules, String version, String declaration, String type, String body)
            throws Exception {
        String name = declaration.split(" ")[1];
        int dot = type.lastIndexOf('.');
        Path source = Files.createDirectories(modules.resolveSibling("source-" + name));
        Path info = Files.writeString(source.resolve("module-info.java"), declaration);
        Path code = Files.writeString(
                source.resolve(type.substring(dot + 1) + ".java"),
                "package %s; public class %s { %s }".formatted(type.substring(0, dot), type.substring(dot + 1), body));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-g",
                        "--module-version",
                        version,
                        "--module-path",
                        modules.toString(),
                        "-d",
                        modules.resolve(name).toString(),
                        info.toString(),
                        code.toString());
        assertThat(compiled).as("compiles").isZero();
    }
}
