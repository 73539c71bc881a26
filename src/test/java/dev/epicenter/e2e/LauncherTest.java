package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the project. */
class LauncherTest {
    private final Path folder;

    LauncherTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void worksFromAnywhereAndThroughALink() throws Exception {
        Files.createSymbolicLink(folder.resolve("ep"), Product.ROOT.resolve("epicenter"));

        Product.Run run = Product.shell(folder, Map.of(), "./ep analyze " + Sample.ofReadme() + " -o report.html");

        assertThat(run.code()).isEqualTo(1);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void keepsAnAheadOfTimeCacheForJdk25() throws Exception {
        Path home = Product.jdk25("the launcher's cache for JDK 25");
        Map<String, String> with = Map.of("JAVA_HOME", home.toString());
        Map<String, String> unfit =
                Map.of("JAVA_HOME", home.toString(), "EPICENTER_JAVA_OPTS", "-XX:-UseCompressedOops");

        assertThat(Product.shell(folder, with, "$ROOT/epicenter --version").code())
                .isZero();
        try (Stream<Path> files = Files.list(Product.ROOT.resolve("cli/target"))) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("epicenter-25.*\\.jsa")))
                    .isNotEmpty()
                    .allMatch(file -> file.toFile().length() > 0);
        }
        Product.Run run = Product.shell(folder, unfit, "$ROOT/epicenter --version");
        assertThat(run.code()).isZero();
        assertThat(run.err()).as("a cache that does not fit is no error").isEmpty();
    }

    @Test
    void handsArgumentsOverAsTheyAre() {
        Product.Run run = Product.shell(folder, Map.of(), "$ROOT/epicenter analyze 'a  b*.jfr'");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("a  b*.jfr");
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk8/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"1.8.0_292\"' >&2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

        Product.Run run = Product.shell(
                folder,
                Map.of("JAVA_HOME", folder.resolve("jdk8").toString()),
                "PATH=$PWD/jdk8/bin:$PATH $ROOT/epicenter");

        assertThat(run.code()).isEqualTo(70);
        assertThat(run.err())
                .contains("needs JDK 17 or later")
                .contains("1.8.0_292")
                .hasLineCount(1);
    }

    @Test
    void takesAnotherJavaWhenThatOfJavaHomeIsTooOld() throws Exception {
        Path home = folder.resolve("jdk8");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Product.Run run = Product.shell(folder, Map.of("JAVA_HOME", home.toString()), "$ROOT/epicenter --version");

        assertThat(run.code()).isZero();
    }
}
