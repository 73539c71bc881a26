package dev.epicenter.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A process with many classes, to be attached to: those of the libraries on the class path, in as many class loaders as it takes, as
 * in a server with several applications. Argument: how many. Prints a line when they are there, and ends when its standard input does.
 */
public final class ManyClasses {
    private ManyClasses() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        int wanted = Integer.parseInt(arguments[0]);
        List<Class<?>> loaded = new ArrayList<>();
        while (loaded.size() < wanted) {
            int before = loaded.size();
            load(loaded, wanted);
            if (loaded.size() == before) {
                throw new IOException("no libraries on the class path");
            }
        }
        System.out.println(loaded.size() + " classes loaded");
        while (System.in.read() >= 0) {
            // Waits.
        }
    }

    private static void load(List<Class<?>> loaded, int wanted) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (path.endsWith(".jar")) {
                jars.add(path);
            }
        }
        // Kept alive by its classes.
        ClassLoader loader = new URLClassLoader(
                jars.stream().map(ManyClasses::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        for (String jar : jars) {
            try (JarFile file = new JarFile(jar)) {
                for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                    String name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF") && loaded.size() < wanted) {
                        add(loaded, name.substring(0, name.length() - 6).replace('/', '.'), loader);
                    }
                }
            }
        }
    }

    /** Most classes of a server are linked, so these are. */
    private static void add(List<Class<?>> loaded, String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            loaded.add(type);
            type.getMethods();
        } catch (ReflectiveOperationException | LinkageError e) {
            // Needs a library that is not there, as some classes of a server do.
        }
    }

    private static URL url(String jar) {
        try {
            return new File(jar).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }
}
