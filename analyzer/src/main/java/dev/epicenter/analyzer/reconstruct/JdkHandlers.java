package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Methods of the JDK that catch what is thrown below them and answer something else: whoever called them learns nothing of it.
 * As the sources of JDK 17 and 25 have it.
 */
final class JdkHandlers {
    private static final Set<String> NO_FILE = Set.of("java.nio.file.NoSuchFileException");

    /** By method, with its descriptor where another of the name does not, the types that it catches when called ones throw them. */
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
            // says in words of its own that there is no exact quotient
            Map.entry(
                    "java.math.BigDecimal.divide(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;",
                    Set.of("java.lang.ArithmeticException")),
            // a key store is tried as PKCS12, then as JKS
            Map.entry("sun.security.util.KeyStoreDelegator.engineLoad", Set.of("java.io.IOException")),
            Map.entry("java.lang.Integer.getInteger", Set.of("java.lang.NumberFormatException")),
            Map.entry("java.lang.Long.getLong", Set.of("java.lang.NumberFormatException")));

    private JdkHandlers() {}

    /** Whether one of them caught a throwable of that type, thrown with that stack. */
    static boolean receive(String type, StackTrace stack) {
        List<Frame> frames = stack.frames();
        for (int i = 0; i < frames.size() && InApp.isJdk(frames.get(i).type()); i++) {
            String method = frames.get(i).qualifiedMethod();
            boolean caught =
                    catches(method, type) || catches(method + frames.get(i).descriptor(), type);
            if (i > 0 && caught) {
                return true;
            }
        }
        return false;
    }

    private static boolean catches(String method, String type) {
        return CAUGHT.getOrDefault(method, Set.of()).contains(type);
    }
}
