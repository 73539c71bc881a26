package dev.epicenter.render.readers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project lies: tests run in the folder of their module. */
final class Project {
    /** The folder with the check script. */
    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder ->
                    Files.isRegularFile(folder.resolve("check")) && Files.isRegularFile(folder.resolve("pom.xml")))
            .findFirst()
            .orElseThrow();

    private Project() {}
}
