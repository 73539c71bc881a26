package dev.epicenter.agent.core;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Where classes came from, read without their class loader: a directory, a jar, a jar or a folder in a jar. */
final class ClassSource implements Closeable {
    private static final int LARGEST_CLASS = 4 << 20;
    /** One that says nothing. */
    static final ClassSource NONE = new ClassSource(null, null, "", 0, null);

    private static final String IN_JAR = "!/";
    /** As Spring Boot writes what is in its jars, before 3.2 and since. */
    private static final String[] JARS = {"jar:file:", "jar:nested:"};

    private final @Nullable JarFile jar;
    private final @Nullable File directory;
    /** Within the jar, empty or with a slash at its end. */
    private final String folder;

    private final long startedAt;
    /** A copy of a jar in a jar, to be deleted. */
    private final @Nullable Path copy;

    private ClassSource(
            @Nullable JarFile jar, @Nullable File directory, String folder, long startedAt, @Nullable Path copy) {
        this.jar = jar;
        this.directory = directory;
        this.folder = folder;
        this.startedAt = startedAt;
        this.copy = copy;
    }

    /**
     * The one at a location.
     *
     * @param location  as a class's code source tells it
     * @param startedAt when the JVM was started, in milliseconds since 1970: files that are newer may hold other classes than those that
     *                  are loaded, and are not read
     */
    static ClassSource at(String location, long startedAt) throws IOException {
        for (String prefix : JARS) {
            if (location.startsWith(prefix)) {
                return inJar(location.substring(prefix.length()), startedAt);
            }
        }
        if (!location.startsWith("file:")) {
            return NONE;
        }
        File file = file(location);
        return file.isDirectory()
                ? new ClassSource(null, file, "", startedAt, null)
                : new ClassSource(isOlder(file, startedAt) ? open(file) : null, null, "", startedAt, null);
    }

    /** {@code /app.jar!/BOOT-INF/lib/some.jar!/} or, since Spring Boot 3.2, {@code /app.jar/!BOOT-INF/lib/some.jar!/}. */
    private static ClassSource inJar(String path, long startedAt) throws IOException {
        String[] parts = path.replace("/!", IN_JAR).split(IN_JAR, 3);
        File file = file("file:" + parts[0]);
        if (!isOlder(file, startedAt)) {
            return NONE;
        }
        String inside = parts.length == 1 ? "" : parts[1];
        if (!inside.endsWith(".jar")) {
            String folder = inside.isEmpty() || inside.endsWith("/") ? inside : inside + "/";
            return new ClassSource(open(file), null, folder, startedAt, null);
        }
        Path copy = Files.createTempFile("epicenter", ".jar");
        try (JarFile outer = open(file);
                InputStream in = outer.getInputStream(new ZipEntry(inside))) {
            if (in == null) {
                throw new IOException("no " + inside);
            }
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new ClassSource(open(copy.toFile()), null, "", startedAt, copy);
        } catch (IOException e) {
            Files.delete(copy);
            throw e;
        }
    }

    private static File file(String location) throws IOException {
        try {
            return new File(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static JarFile open(File file) throws IOException {
        return new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version());
    }

    private static boolean isOlder(File file, long startedAt) {
        return file.isFile() && file.lastModified() < startedAt;
    }

    /** A class file, null when it is not there or too new. */
    byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in == null ? null : in.readNBytes(LARGEST_CLASS);
        }
    }

    private @Nullable InputStream stream(String name) throws IOException {
        if (directory != null) {
            File file = new File(directory, name);
            return isOlder(file, startedAt) ? new FileInputStream(file) : null;
        }
        ZipEntry entry = jar == null ? null : jar.getEntry(folder + name);
        return jar == null || entry == null ? null : jar.getInputStream(entry);
    }

    @Override
    public void close() {
        try {
            if (jar != null) {
                jar.close();
            }
            if (copy != null) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            // A temporary file more.
        }
    }
}
