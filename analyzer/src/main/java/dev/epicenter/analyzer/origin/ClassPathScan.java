package dev.epicenter.analyzer.origin;

import dev.epicenter.model.Artifact;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Names;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks for classes on a class path: jars, wars, jars in jars, directories of jars or of classes. The first that has a class counts, as it does
 * for the JVM. Bounded in files, depth and bytes, whatever the archives say of themselves.
 */
final class ClassPathScan {
    private static final int MAX_JARS = 5_000;
    private static final int MAX_FILES = 200_000;
    private static final int MAX_FOLDERS = 20;
    private static final int MAX_NESTING = 2;
    /** Unpacked bytes of all archives together: 8 GiB. A judgement, some twenty times a large application. */
    private static final long MAX_BYTES = 8L << 30;
    /** Of a manifest, or of Maven's properties. */
    private static final int MAX_TEXT = 1 << 20;

    private static final int MAX_PACKAGES = 5_000;
    private static final List<String> ARCHIVES = List.of(".jar", ".war", ".ear", ".zip", ".rar");
    /** Where archives of applications keep the application's own classes. */
    private static final List<String> OWN_CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");

    private static final String VERSIONS = "META-INF/versions/";

    private final Set<String> wanted;
    private final String mainClass;
    private final Map<String, Artifact> found = new HashMap<>();
    private final List<Container> containers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long bytes;
    private int jars;

    /** A jar or directory, and which packages it has. */
    private static final class Container {
        final JarIdentity identity;
        final String name;
        final Set<String> packages = new TreeSet<>();
        boolean application;

        Container(String name) {
            this.identity = new JarIdentity(name);
            this.name = name;
        }
    }

    /**
     * @param wanted    binary names of the classes to look for
     * @param mainClass main class or jar, as recorded; empty when not recorded
     */
    ClassPathScan(Set<String> wanted, String mainClass) {
        this.wanted = wanted;
        this.mainClass = mainClass;
    }

    /** Scans files and directories, in the order of the class path. What cannot be read is left out, and told. */
    ClassPath scan(List<Path> paths) {
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) {
                    directory(path);
                } else {
                    archive(path);
                }
            } catch (IOException | UncheckedIOException e) {
                unreadable(path, e);
            }
        }
        return result();
    }

    private void unreadable(Path path, Exception e) {
        notes.add("Of the class path, " + name(path) + " was not read to its end: " + e.getMessage() + ".");
    }

    private void directory(Path directory) throws IOException {
        Container classes = new Container(name(directory));
        classes.application = true;
        List<String> entries = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory, MAX_FOLDERS)) {
            files = walk.filter(Files::isRegularFile).limit(MAX_FILES).sorted().toList();
        }
        for (Path file : files) {
            String entry = directory.relativize(file).toString().replace(File.separatorChar, '/');
            if (isArchive(entry)) {
                try {
                    archive(file);
                } catch (IOException e) {
                    unreadable(file, e);
                }
            } else if (JarIdentity.isTelling(entry)) {
                try (InputStream in = Files.newInputStream(file)) {
                    classes.identity.take(entry, new java.io.ByteArrayInputStream(in.readNBytes(MAX_TEXT)));
                }
            } else if (entry.endsWith(".class")) {
                entries.add(withoutPrefix(entry));
            }
        }
        entries.forEach(entry -> take(classes, entry));
        if (!classes.packages.isEmpty()) {
            containers.add(classes);
        }
    }

    private void archive(Path file) throws IOException {
        if (jars++ < MAX_JARS) {
            try (InputStream in = Files.newInputStream(file)) {
                archive(name(file), in, 0);
            }
        }
    }

    private void archive(String name, InputStream in, int nesting) throws IOException {
        Container container = new Container(name);
        containers.add(container);
        Container own = new Container(name);
        List<String> classes = new ArrayList<>();
        List<String> ownClasses = new ArrayList<>();
        boolean empty = true;
        try (ZipInputStream zip = new ZipInputStream(new Counted(in))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String inside = entry.getName();
                empty = false;
                if (JarIdentity.isTelling(inside)) {
                    container.identity.take(inside, new java.io.ByteArrayInputStream(zip.readNBytes(MAX_TEXT)));
                } else if (isArchive(inside) && nesting < MAX_NESTING && jars++ < MAX_JARS) {
                    archive(name + "!" + inside, new Unclosed(zip), nesting + 1);
                } else if (inside.endsWith(".class")) {
                    (isOwn(inside) ? ownClasses : classes).add(withoutPrefix(inside));
                }
            }
        }
        if (empty) {
            notes.add("Of the class path, " + name + " is no jar, nor a directory: it was left out.");
        }
        classes.forEach(entry -> take(container, entry));
        ownClasses.forEach(entry -> take(own, entry, container.identity));
        own.application = true;
        if (!own.packages.isEmpty()) {
            containers.add(own);
        }
        String recorded = mainClass.substring(Math.max(mainClass.lastIndexOf('/'), mainClass.lastIndexOf('\\')) + 1);
        boolean started = !recorded.isEmpty() && name.equals(recorded) && ownClasses.isEmpty();
        container.application |= started || classes.contains(mainClass.replace('.', '/') + ".class");
    }

    private static boolean isOwn(String entry) {
        return OWN_CLASSES.stream().anyMatch(entry::startsWith);
    }

    private static String withoutPrefix(String entry) {
        for (String prefix : OWN_CLASSES) {
            if (entry.startsWith(prefix)) {
                return entry.substring(prefix.length());
            }
        }
        if (entry.startsWith(VERSIONS)) {
            int slash = entry.indexOf('/', VERSIONS.length());
            return slash < 0 ? entry : entry.substring(slash + 1);
        }
        return entry;
    }

    private void take(Container container, String entry) {
        take(container, entry, container.identity);
    }

    private void take(Container container, String entry, JarIdentity identity) {
        String type = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        if (wanted.contains(type)) {
            found.putIfAbsent(type, identity.of(type));
        }
        if (container.packages.size() < MAX_PACKAGES) {
            container.packages.add(Names.packageOf(type));
        }
    }

    /** Jars of the group that one of the application's own is of are the application's too; merged ones tell nothing. */
    private ClassPath result() {
        boolean any = wanted.stream().anyMatch(type -> !InAppCode.isJdk(type));
        if (any && found.isEmpty() && notes.isEmpty()) {
            notes.add(
                    "The class path that was given has none of the classes that failures went through: it is not what the"
                            + " application ran from, or a directory above the packages.");
        }
        Set<String> groups = new TreeSet<>();
        containers.stream()
                .filter(c -> c.application)
                .forEach(c -> c.identity.group().ifPresent(groups::add));
        Set<String> packages = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (Container c : containers) {
            boolean kin = c.identity.group().filter(groups::contains).isPresent();
            if ((c.application || kin) && !c.identity.isMerged()) {
                packages.addAll(c.packages);
                names.add(c.name);
            }
        }
        return new ClassPath(found, packages, String.join(", ", names), notes);
    }

    private static boolean isArchive(String name) {
        return ARCHIVES.stream().anyMatch(name.toLowerCase(java.util.Locale.ROOT)::endsWith);
    }

    /** Where a file lies is not the report's to tell. */
    private static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Ends the scan when archives have given more than anyone's can. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            if (bytes > MAX_BYTES) {
                throw new IOException("more than 8 GiB in all: give fewer jars");
            }
            return read;
        }
    }

    /** An entry, which the archive around it goes on behind. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
