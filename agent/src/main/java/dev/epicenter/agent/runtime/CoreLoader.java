package dev.epicenter.agent.runtime;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's core: its classes are in the agent's jar under {@code core/}, with names that no other loader takes for
 * classes. Sees the JDK and the runtime part, nothing of the application.
 */
public final class CoreLoader extends ClassLoader {
    private static final String FOLDER = "core/";
    private static final String CORE = "dev.epicenter.agent.core.";

    private static @Nullable CoreLoader only;

    private final JarFile jar;

    static {
        registerAsParallelCapable();
    }

    private CoreLoader(JarFile jar) {
        super("epicenter", ClassLoader.getPlatformClassLoader());
        this.jar = jar;
    }

    /** The loader: one a process, however often the agent is started. */
    public static synchronized ClassLoader of(File jar) throws IOException {
        if (only == null) {
            only = new CoreLoader(new JarFile(jar, false));
        }
        return only;
    }

    /** Its own classes first: no other loader has them, and to ask would be an exception each. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(CORE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry(FOLDER + name.replace('.', '/') + ".classdata");
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** A file of the agent's jar. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return new ByteArrayInputStream(in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }
}
