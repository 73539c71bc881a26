package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Catch blocks of the JDK that let nobody know what they received: whoever called learns nothing of it. Most are read from
 * {@code jdk-handlers.txt}, which {@code dev/jdk-handlers} makes from the class files of JDK 17 and 25; it holds blocks that neither
 * throw, nor store, nor pass on, nor look into what they caught.
 */
final class JdkHandlers {
    private static final String TABLE = "jdk-handlers.txt";

    /** Before throwables that a method makes and hands on. */
    private static final String MADE = "+";

    /** So long a path of superclasses no throwable has. */
    private static final int MOST_PARENTS = 32;

    private static final Set<String> NO_FILE = Set.of("java.nio.file.NoSuchFileException");

    /**
     * Blocks that answer for what they caught something else that is no failure, as the sources of JDK 17 and 25 have it: by method, with
     * its descriptor where another of the name does not, the types.
     */
    private static final Map<String, Set<String>> ANSWERED = Map.ofEntries(
            // a directory that is there is what was asked for
            Map.entry(
                    "java.nio.file.Files.createAndCheckIsDirectory",
                    Set.of("java.nio.file.FileAlreadyExistsException")),
            Map.entry("java.nio.file.TempFileHelper.create", Set.of("java.nio.file.FileAlreadyExistsException")),
            Map.entry("java.nio.file.Files.isReadable", NO_FILE),
            Map.entry("java.nio.file.Files.isWritable", NO_FILE),
            Map.entry("java.nio.file.Files.isExecutable", NO_FILE),
            Map.entry("java.nio.file.Files.deleteIfExists", NO_FILE),
            // says in words of its own that there is no exact quotient
            Map.entry(
                    "java.math.BigDecimal.divide(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;",
                    Set.of("java.lang.ArithmeticException")),
            // a key store is tried as PKCS12, then as JKS
            Map.entry("sun.security.util.KeyStoreDelegator.engineLoad", Set.of("java.io.IOException")));

    private JdkHandlers() {}

    /**
     * Whether one of them caught a throwable of that type, thrown with that stack. Not asked of errors, after which nothing is as before, and of
     * what tells a thread to end, which matters whoever takes notice.
     */
    static boolean receive(String type, StackTrace stack) {
        if (type.endsWith("Error") || Wording.termination(type)) {
            return false;
        }
        List<Frame> frames = stack.frames();
        if (frames.isEmpty() || !InApp.isJdk(frames.get(0).type()) || isHandedOn(type, frames.get(0))) {
            return false;
        }
        for (int i = 1; i < frames.size() && InApp.isJdk(frames.get(i).type()); i++) {
            Frame frame = frames.get(i);
            String method = frame.qualifiedMethod();
            if (isAnswered(method, type) || isAnswered(method + frame.descriptor(), type)) {
                return true;
            }
            for (Block block : Blocks.BY_METHOD.getOrDefault(method + frame.descriptor(), List.of())) {
                if (block.covers(frames.get(i - 1))) {
                    Fate fate = block.fate(type);
                    if (fate != Fate.NOT_CAUGHT) {
                        return fate == Fate.SWALLOWED;
                    }
                }
            }
        }
        return false;
    }

    /** Whether the method that made it does not throw it: who gets it does not see who called. */
    private static boolean isHandedOn(String type, Frame maker) {
        return Blocks.BY_METHOD.getOrDefault(maker.qualifiedMethod() + maker.descriptor(), List.of()).stream()
                .anyMatch(b -> b.types()[0].equals(MADE) && b.calls().contains(" " + type + " "));
    }

    private static boolean isAnswered(String method, String type) {
        return ANSWERED.getOrDefault(method, Set.of()).contains(type);
    }

    private enum Fate {
        NOT_CAUGHT,
        SWALLOWED,
        TOLD
    }

    /**
     * The blocks of one method that cover the same calls, or what it makes and hands on.
     *
     * @param types in the order in which they are tried, with {@code !} before those that are told on; or {@link #MADE}
     * @param calls names with descriptors, a space before and after each; or the types that it makes
     */
    private record Block(String[] types, String calls) {
        boolean covers(Frame called) {
            return calls.contains(" " + called.method() + called.descriptor() + " ");
        }

        Fate fate(String type) {
            for (String caught : types) {
                boolean told = caught.startsWith("!");
                if (isKindOf(type, told ? caught.substring(1) : caught)) {
                    return told ? Fate.TOLD : Fate.SWALLOWED;
                }
            }
            return Fate.NOT_CAUGHT;
        }
    }

    /** Read when first asked for. */
    private static final class Blocks {
        static final Map<String, List<Block>> BY_METHOD = read();

        private static Map<String, List<Block>> read() {
            try (InputStream in = JdkHandlers.class.getResourceAsStream(TABLE)) {
                if (in == null) {
                    throw new IllegalStateException(TABLE + " is not on the class path");
                }
                Map<String, List<Block>> blocks = new HashMap<>();
                new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                    String[] parts = line.split("\t");
                    blocks.computeIfAbsent(parts[0], m -> new ArrayList<>(1))
                            .add(new Block(parts[1].split(" "), " " + parts[2] + " "));
                });
                return blocks;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether a throwable of a type is one of another; of those that this JVM's own library does not have only what catches all is. */
    private static boolean isKindOf(String type, String caught) {
        if (type.equals(caught) || caught.equals("java.lang.Throwable")) {
            return true;
        }
        try {
            Class<?> parent =
                    InApp.isJdk(type) ? Class.forName(type, false, ClassLoader.getPlatformClassLoader()) : null;
            for (int i = 0; i < MOST_PARENTS && parent != null; i++) {
                if (parent.getName().equals(caught)) {
                    return true;
                }
                parent = parent.getSuperclass();
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Of another release: nothing is known of its parents.
        }
        return false;
    }
}
