package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs in containers that load classes their own way: Spring Boot's jars in a jar, OSGi's bundles. */
class ContainersTest {
    private static final Path OTHERS = Path.of("target/others").toAbsolutePath();

    /** Two classes that go into two jars; the second of them fails, the first handles that. */
    private static final String SHOP =
            """
            package shop;
            import java.nio.file.*;
            public class Shop {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("ready");
                    while (arguments.length > 0 && !Files.exists(Path.of(arguments[0]))) Thread.sleep(20);
                    new Shop().order();
                }
                public void order() {
                    for (String sku : new String[] {"a", "b"}) {
                        try {
                            System.out.println(stock.Stock.take(sku));
                        } catch (IllegalStateException e) {
                            System.out.println(e.getMessage() + ", " + e.getCause().getMessage());
                        }
                    }
                }
            }
            """;

    private static final String STOCK =
            """
            package stock;
            public class Stock {
                public static int take(String sku) {
                    try {
                        if (sku.equals("b")) throw new IllegalArgumentException("no " + sku);
                        return 1;
                    } catch (IllegalArgumentException e) {
                        throw new IllegalStateException("out of stock", e);
                    }
                }
            }
            """;

    /** One without a catch block. */
    private static final String UNIT =
            """
            package stock;
            public class Unit {
                public static final int PIECES = "pieces".length();
            }
            """;

    private static final String SOLD = "1\nout of stock, no b\n";

    private static final String LAUNCHER =
            """
            import java.io.File;
            import java.util.*;
            import org.osgi.framework.*;
            import org.osgi.framework.launch.*;
            public class Program {
                public static void main(String[] arguments) throws Exception {
                    Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, arguments[0]));
                    framework.start();
                    for (String jar : List.of(arguments[1], arguments[2]))
                        framework.getBundleContext().installBundle(new File(jar).toURI().toString()).start();
                    framework.stop();
                    framework.waitForStop(10_000);
                }
            }
            """;

    private static final String ACTIVATOR =
            """
            package shop;
            import org.osgi.framework.*;
            public class Activator implements BundleActivator {
                @Override public void start(BundleContext context) {
                    try {
                        Activator.class.getClassLoader().loadClass("dev.epicenter.agent.runtime.Gate");
                        System.out.println("the agent is visible");
                    } catch (ClassNotFoundException e) {
                        new Shop().order();
                    }
                }
                @Override public void stop(BundleContext context) { }
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void watchesWhatIsInTheJarsOfASpringBootJar(Jdk jdk) throws Exception {
        Run run = new AgentJvm(jdk, directory)
                .jar(springBootJar())
                .agent("start=" + directory.resolve("own.jfr"))
                .runPlain(directory.resolve("own.jfr"))
                .isSound();
        assertThat(run.out).as(run.err).isEqualTo("ready\n" + SOLD);
        assertSold(run);
    }

    @Test
    void attachedLeavesAloneWhatHasNoCatchBlocksInTheJarsOfASpringBootJar() throws Exception {
        Path goOn = directory.resolve("go-on");
        Path recording = directory.resolve("own.jfr");
        Path report = directory.resolve("report.txt");
        AgentJvm jvm = new AgentJvm(Jdk.RUNNING, directory).withoutAgent().jar(springBootJar());
        Process process = jvm.start(goOn.toString());
        try {
            while (process.isAlive()
                    && !Files.readString(directory.resolve("out.txt")).contains("ready")) {
                Thread.sleep(20);
            }
            AttachTest.load(Jdk.RUNNING, process.pid(), directory, "start=" + recording + ",report=" + report);
            Files.createFile(goOn);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Run run = new Run(process.exitValue(), Files.readString(directory.resolve("out.txt")), "", recording);
        assertThat(run.out).isEqualTo("ready\n" + SOLD);
        assertSold(run);
        assertThat(Files.readString(report)).contains("; 0 could not be; recording");
    }

    /** Neither bundle imports anything of the agent's, and the framework delegates nothing but {@code java.} packages. */
    @ParameterizedTest
    @EnumSource(Jdk.class)
    void watchesBundlesThatSeeNothingButTheJdkAndEachOther(Jdk jdk) throws Exception {
        Path equinox = OTHERS.resolve("org.eclipse.osgi.jar");
        Path classes = Files.createDirectory(directory.resolve("bundles"));
        AgentJvm.compileInto(classes, List.of(equinox), STOCK, SHOP, ACTIVATOR);
        Path stock = bundle(classes, "stock", "Export-Package", "stock");
        Path shop = bundle(
                classes, "shop", "Import-Package", "stock,org.osgi.framework", "Bundle-Activator", "shop.Activator");
        Run run = new AgentJvm(jdk, directory)
                .classPath(List.of(equinox))
                .compile(LAUNCHER)
                .run(directory.resolve("storage").toString(), stock.toString(), shop.toString())
                .isSound();
        assertThat(run.out).isEqualTo(SOLD);
        assertSold(run);
    }

    private static void assertSold(Run run) throws IOException {
        RecordedEvent root = run.event("Failure", e -> "no b".equals(e.getString("message")));
        RecordedEvent wrapper = run.event("Failure", e -> "out of stock".equals(e.getString("message")));
        assertThat(wrapper.getLong("causeId")).isEqualTo(Run.id(root));
        assertThat(run.events("FailureHandled"))
                .filteredOn(e -> e.getLong("failureId") == Run.id(root))
                .extracting(e -> e.getString("handlerClass"))
                .containsExactly("stock.Stock");
        assertThat(run.events("FailureHandled"))
                .filteredOn(e -> e.getLong("failureId") == Run.id(wrapper))
                .extracting(e -> e.getString("handlerClass"))
                .containsExactly("shop.Shop");
        assertThat(run.events("FailureReplaced"))
                .anyMatch(e -> e.getLong("failureId") == Run.id(root) && e.getLong("replacementId") == Run.id(wrapper));
    }

    private Path bundle(Path classes, String name, String... headers) throws IOException {
        Manifest manifest = manifest("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", name, "Bundle-Version", "1");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        Path jar = directory.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            addAll(out, classes, name + "/", "");
        }
        return jar;
    }

    /** As Spring Boot's plug-in for Maven makes it: its loader unpacked, the program's classes in a folder, libraries as they are. */
    private Path springBootJar() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("boot"));
        AgentJvm.compileInto(classes, List.of(), STOCK, UNIT, SHOP);
        Path library = directory.resolve("stock-2.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(library), manifest())) {
            addAll(out, classes, "stock/", "");
        }
        Path jar = directory.resolve("shop-1.0.jar");
        Manifest manifest = manifest(
                "Main-Class", "org.springframework.boot.loader.launch.JarLauncher", "Start-Class", "shop.Shop");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                JarFile loader =
                        new JarFile(OTHERS.resolve("spring-boot-loader.jar").toFile())) {
            for (ZipEntry entry : loader.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().endsWith("MANIFEST.MF")) {
                    try (InputStream in = loader.getInputStream(entry)) {
                        add(out, entry.getName(), in.readAllBytes());
                    }
                }
            }
            add(out, "BOOT-INF/classes/", new byte[0]);
            addAll(out, classes, "shop/", "BOOT-INF/classes/");
            add(out, "BOOT-INF/lib/stock-2.0.jar", Files.readAllBytes(library));
        }
        // What is newer than the process that it runs in is not looked at.
        assertThat(jar.toFile().setLastModified(System.currentTimeMillis() - 60_000))
                .isTrue();
        return jar;
    }

    private static Manifest manifest(String... headers) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        return manifest;
    }

    private static void addAll(JarOutputStream out, Path from, String prefix, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString().replace(File.separatorChar, '/');
                if (name.startsWith(prefix)) {
                    add(out, folder + name, Files.readAllBytes(file));
                }
            }
        }
    }

    /** Not compressed, as jars in a jar have to be. */
    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
