package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which loaded classes have no catch blocks: nine in ten, as a rule. To transform a class again costs the JVM a third of a
 * millisecond and the application what was compiled of it, so that these are better left alone.
 *
 * <p>Reads class files where the classes came from, by itself: no class loader of the application is called.
 */
final class ClassFiles implements Closeable {
    private final Map<String, ClassSource> sources = new HashMap<>();
    private final long startedAt = ProcessHandle.current()
            .info()
            .startInstant()
            .map(started -> started.toEpochMilli())
            .orElse(0L);

    /** Whether it has catch blocks, or cannot be looked at without calling the application. */
    boolean mayHaveHandlers(Class<?> type) {
        CodeSource of = type.isHidden() ? null : type.getProtectionDomain().getCodeSource();
        URL location = of == null ? null : of.getLocation();
        if (location == null) {
            return true;
        }
        try {
            String key = location.toString();
            ClassSource source = sources.get(key);
            if (source == null) {
                source = source(key);
                sources.put(key, source);
            }
            byte[] classFile = source.read(type.getName().replace('.', '/') + ".class");
            ClassBytes bytes = classFile == null ? null : ClassBytes.of(classFile);
            return bytes == null || bytes.hasHandlers();
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private ClassSource source(String location) {
        try {
            return ClassSource.at(location, startedAt);
        } catch (IOException e) {
            return ClassSource.NONE;
        }
    }

    @Override
    public void close() {
        for (ClassSource source : sources.values()) {
            source.close();
        }
    }
}
