package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Tells which loaded classes have no catch blocks: nine in ten, as a rule. To transform a class again costs the JVM a third of a
 * millisecond and the application what was compiled of it, so that these are better left alone.
 *
 * <p>Reads class files where the classes came from, by itself: no class loader of the application is called.
 */
final class ClassFiles implements Closeable {
    private static final int LARGEST_CLASS = 4 << 20;

    private final Map<String, Source> sources = new HashMap<>();
    private final long startedAt = ProcessHandle.current()
            .info()
            .startInstant()
            .map(started -> started.toEpochMilli())
            .orElse(0L);

    /** Whether it has catch blocks, or cannot be looked at without calling the application. */
    boolean mayHaveHandlers(Class<?> type) {
        CodeSource of = type.isHidden() ? null : type.getProtectionDomain().getCodeSource();
        URL location = of == null ? null : of.getLocation();
        if (location == null || !"file".equals(location.getProtocol())) {
            return true;
        }
        try {
            String key = location.toString();
            Source source = sources.get(key);
            if (source == null) {
                source = Source.of(new File(new URI(key)), startedAt);
                sources.put(key, source);
            }
            byte[] classFile = source.read(type.getName().replace('.', '/') + ".class");
            ClassBytes bytes = classFile == null ? null : ClassBytes.of(classFile);
            return bytes == null || bytes.hasHandlers();
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources.values()) {
            if (source.jar != null) {
                source.jar.close();
            }
        }
    }

    /** A jar, a directory, or with neither something that says nothing about the classes that came from it. */
    private record Source(@Nullable JarFile jar, @Nullable File directory, long startedAt) {
        static Source of(File file, long startedAt) throws IOException {
            if (file.isDirectory()) {
                return new Source(null, file, startedAt);
            }
            return new Source(
                    isOlder(file, startedAt) ? new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version()) : null,
                    null,
                    startedAt);
        }

        /** A file that was replaced since may hold another class than the one that is loaded. */
        private static boolean isOlder(File file, long startedAt) {
            return file.isFile() && file.lastModified() < startedAt;
        }

        byte @Nullable [] read(String name) throws IOException {
            Optional<InputStream> found = open(name);
            if (found.isEmpty()) {
                return null;
            }
            try (InputStream in = found.get()) {
                return in.readNBytes(LARGEST_CLASS);
            }
        }

        private Optional<InputStream> open(String name) throws IOException {
            if (directory != null) {
                File file = new File(directory, name);
                return isOlder(file, startedAt) ? Optional.of(new FileInputStream(file)) : Optional.empty();
            }
            ZipEntry entry = jar == null ? null : jar.getEntry(name);
            return jar == null || entry == null ? Optional.empty() : Optional.of(jar.getInputStream(entry));
        }
    }
}
