package dev.epicenter.analyzer.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Artifact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With jars of others as they are in a repository, and archives as build tools lay them out. */
class ClassPathScanTest {
    private static final String ASSERTIONS = "org.assertj.core.api.Assertions";
    private final Path folder;

    ClassPathScanTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static ClassPath scan(String mainClass, List<Path> paths, String... wanted) {
        return new ClassPathScan(Set.of(wanted), mainClass).scan(paths);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesAJarOfMavensByItsPomProperties() {
        Path jar = jarOf(Assertions.class);

        Artifact artifact = scan("", List.of(jar), ASSERTIONS, "com.acme.Missing")
                .of(ASSERTIONS)
                .orElseThrow();

        assertThat(artifact.name()).isEqualTo("org.assertj:assertj-core");
        assertThat(jar.getFileName()).hasToString("assertj-core-" + artifact.version() + ".jar");
        assertThat(artifact.file()).isEqualTo(jar.getFileName().toString());
        assertThat(artifact.source()).isEqualTo("pom.properties");
    }

    @Test
    void namesAJarOfOtherToolsByItsManifest() {
        String type = "org.junit.jupiter.api.Test";
        Path jar = jarOf(Test.class);

        Artifact artifact = scan("", List.of(jar), type).of(type).orElseThrow();

        assertThat(artifact.name()).isEqualTo("junit-jupiter-api");
        assertThat(jar.getFileName()).hasToString("junit-jupiter-api-" + artifact.version() + ".jar");
        assertThat(artifact.source()).isEqualTo("manifest");
    }

    @Test
    void findsJarsAndClassesInDirectories() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.copy(jarOf(Assertions.class), folder.resolve("lib/assertj-core-9.jar"));
        Files.createDirectories(folder.resolve("com/acme"));
        Files.write(folder.resolve("com/acme/Till.class"), new byte[4]);

        ClassPath found = scan("", List.of(folder), ASSERTIONS, "com.acme.Till");

        assertThat(found.of(ASSERTIONS).orElseThrow().file()).isEqualTo("assertj-core-9.jar");
        assertThat(found.of("com.acme.Till").orElseThrow().name())
                .isEqualTo(folder.getFileName().toString());
        assertThat(found.application()).containsExactly("com.acme");
    }

    @Test
    void looksIntoJarsOfJarsAndTellsTheApplicationsOwnCodeFromItsLibraries() throws IOException {
        Path boot = archive(
                "shop-1.4.jar",
                Map.of(
                        "META-INF/MANIFEST.MF",
                        text("Manifest-Version: 1.0\nImplementation-Title: shop\nImplementation-Version: 1.4.0\n\n"),
                        "BOOT-INF/classes/com/shop/Cart.class",
                        new byte[4],
                        "org/springframework/boot/loader/Launcher.class",
                        new byte[4],
                        "BOOT-INF/lib/assertj-core.jar",
                        Files.readAllBytes(jarOf(Assertions.class))));

        ClassPath found = scan("shop-1.4.jar", List.of(boot), ASSERTIONS, "com.shop.Cart");

        assertThat(found.of("com.shop.Cart").orElseThrow().display()).isEqualTo("shop 1.4.0");
        assertThat(found.of(ASSERTIONS).orElseThrow().file()).isEqualTo("shop-1.4.jar!BOOT-INF/lib/assertj-core.jar");
        assertThat(found.application()).containsExactly("com.shop");
    }

    @Test
    void takesJarsOfTheGroupOfTheMainClassForTheApplications() throws IOException {
        Path main = archive("main.jar", maven("com.acme", "launcher", "1", "org/acme/Main.class"));
        Path kin = archive("kin.jar", maven("com.acme", "shop", "2", "com/shop/Cart.class"));
        Path library = archive("lib.jar", maven("net.lib", "io", "3", "net/lib/Io.class"));

        ClassPath found = scan("org.acme.Main", List.of(main, kin, library), "net.lib.Io");

        assertThat(found.application()).containsExactly("com.shop", "org.acme");
        assertThat(found.of("net.lib.Io").orElseThrow().display()).isEqualTo("net.lib:io 3");
    }

    @Test
    void tellsInAMergedJarWhatItCan() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(maven("com.acme", "app", "1", "com/acme/App.class"));
        entries.putAll(maven("net.lib", "io", "3", "net/lib/Io.class"));
        entries.put("odd/Class.class", new byte[4]);
        Path merged = archive("all-5.1.jar", entries);

        ClassPath found = scan("com.acme.App", List.of(merged), "net.lib.Io", "odd.Class");

        assertThat(found.of("net.lib.Io").orElseThrow().display()).isEqualTo("net.lib:io 3");
        assertThat(found.of("odd.Class").orElseThrow().display()).isEqualTo("all 5.1");
        assertThat(found.application()).isEmpty();
    }

    @Test
    void saysWhatItCouldNotReadAndReadsTheRest() throws IOException {
        byte[] whole = Files.readAllBytes(jarOf(Assertions.class));
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 100));
        Path whole2 = archive("ok.jar", maven("com.acme", "app", "1", "com/acme/App.class"));

        ClassPath found = scan("", List.of(cut, whole2), "com.acme.App");

        assertThat(found.of("com.acme.App")).isPresent();
        assertThat(found.notes()).singleElement().asString().startsWith("Of the class path, cut.jar was not read");
    }

    @Test
    void saysWhatIsNoJar() throws IOException {
        Path noise = Files.write(folder.resolve("noise.txt"), text("not a jar at all"));

        ClassPath found = scan("", List.of(noise), "com.acme.App");

        assertThat(found.artifacts()).isEmpty();
        assertThat(found.notes())
                .containsExactly("Of the class path, noise.txt is no jar, nor a directory: it was left out.");
    }

    @Test
    void saysThatItHasNoneOfTheClasses() throws IOException {
        Path other = archive("other.jar", maven("com.acme", "app", "1", "com/acme/App.class"));

        assertThat(scan("", List.of(other), "com.other.Main").notes())
                .singleElement()
                .asString()
                .startsWith("The class path that was given has none of the classes");
        assertThat(scan("", List.of(other), "java.util.List").notes()).isEmpty();
    }

    @Test
    void readsApplicationsThatAreUnpacked() throws IOException {
        Map<String, byte[]> entries =
                new LinkedHashMap<>(maven("com.shop", "web", "7", "WEB-INF/classes/com/shop/Cart.class"));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path file = folder.resolve("web").resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }

        ClassPath found = scan("", List.of(folder.resolve("web")), "com.shop.Cart");

        assertThat(found.of("com.shop.Cart").orElseThrow().display()).isEqualTo("com.shop:web 7");
        assertThat(found.application()).containsExactly("com.shop");
    }

    private static Map<String, byte[]> maven(String group, String artifact, String version, String type) {
        String properties = "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version);
        return Map.of(
                "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact), text(properties), type, new byte[4]);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path archive(String name, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }
}
