package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.Map;
import java.util.Set;

/**
 * Methods of the JDK that catch what is thrown below them and answer something else: whoever called them learns nothing of it.
 * As the sources of JDK 17 and 25 have it.
 */
final class JdkHandlers {
    private static final Set<String> NO_FILE = Set.of("java.nio.file.NoSuchFileException");

    /** By method, the types that it catches. */
    private static final Map<String, Set<String>> CAUGHT = Map.ofEntries(
            // a directory that is there is what was asked for
            Map.entry(
                    "java.nio.file.Files.createAndCheckIsDirectory",
                    Set.of("java.nio.file.FileAlreadyExistsException")),
            Map.entry("java.nio.file.TempFileHelper.create", Set.of("java.nio.file.FileAlreadyExistsException")),
            Map.entry("java.nio.file.Files.exists", NO_FILE),
            Map.entry("java.nio.file.Files.notExists", NO_FILE),
            Map.entry("java.nio.file.Files.isDirectory", NO_FILE),
            Map.entry("java.nio.file.Files.isRegularFile", NO_FILE),
            Map.entry("java.nio.file.Files.isSymbolicLink", NO_FILE),
            Map.entry("java.nio.file.Files.isReadable", NO_FILE),
            Map.entry("java.nio.file.Files.isWritable", NO_FILE),
            Map.entry("java.nio.file.Files.isExecutable", NO_FILE),
            Map.entry("java.nio.file.Files.deleteIfExists", NO_FILE),
            // the host of a URI that is no address may be a name
            Map.entry("java.net.URI$Parser.parseIPv4Address", Set.of("java.net.URISyntaxException")),
            Map.entry("java.lang.Integer.getInteger", Set.of("java.lang.NumberFormatException")),
            Map.entry("java.lang.Long.getLong", Set.of("java.lang.NumberFormatException")));

    private JdkHandlers() {}

    /** Whether one of them caught a throwable of that type, thrown with that stack. */
    static boolean receive(String type, StackTrace stack) {
        for (Frame frame : stack.frames()) {
            if (!InApp.isJdk(frame.type())) {
                return false;
            }
            if (CAUGHT.getOrDefault(frame.qualifiedMethod(), Set.of()).contains(type)) {
                return true;
            }
        }
        return false;
    }
}
