package dev.epicenter.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The analyzer's table of the JDK's catch blocks says what the class files of this JDK say. */
class JdkHandlerTableTest {
    private static final Path TABLE =
            Path.of("../analyzer/src/main/resources/dev/epicenter/analyzer/reconstruct/jdk-handlers.txt");

    /** Catch blocks of each kind. */
    @SuppressWarnings("unused") // read as a class file
    static final class Blocks {
        private static final Logger LOG = Logger.getLogger("blocks");
        private final List<Throwable> kept = new ArrayList<>();

        static int parse(String text) throws IOException {
            throw new IOException(text);
        }

        int swallows() {
            try {
                return parse("a");
            } catch (IOException e) {
                return 0;
            }
        }

        int logs() {
            try {
                return parse("a");
            } catch (IOException e) {
                LOG.log(Level.FINE, "no", e);
                return 0;
            }
        }

        int stores() {
            try {
                return parse("a");
            } catch (IOException e) {
                kept.add(e);
                return 0;
            }
        }

        int throwsItLater() throws IOException {
            IOException last = null;
            try {
                return parse("a");
            } catch (IOException e) {
                last = e;
            }
            kept.clear();
            throw last;
        }

        int wraps() {
            try {
                return parse("a");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        int tellsOneOn() throws IOException {
            try {
                return parse("a");
            } catch (java.io.EOFException e) {
                throw e;
            } catch (IOException e) {
                return 0;
            }
        }

        int swallowsBehindFinally() {
            try {
                try {
                    return parse("a");
                } finally {
                    kept.clear();
                }
            } catch (IOException e) {
                return 0;
            }
        }

        int callsTwice() throws IOException {
            int first = parse("a");
            try {
                return first + parse("b");
            } catch (IOException e) {
                return 0;
            }
        }

        Exception makes() {
            return new IOException("for another");
        }
    }

    @Test
    void tellsBlocksThatLetNobodyKnowFromOthers() throws IOException {
        Set<String> lines = JdkHandlerTable.lines(List.of(classFile(Blocks.class.getName()))).stream()
                .map(line -> line.substring(Blocks.class.getName().length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        String parse = "parse(Ljava/lang/String;)I";
        assertThat(lines)
                .contains(
                        "logs()I\tjava.io.IOException\t" + parse,
                        "swallows()I\tjava.io.IOException\t" + parse,
                        "swallowsBehindFinally()I\tjava.io.IOException\tclear()V " + parse,
                        "tellsOneOn()I\t!java.io.EOFException java.io.IOException\t" + parse,
                        "makes()Ljava/lang/Exception;\t+\tjava.io.IOException")
                .noneMatch(line -> line.startsWith("stores")
                        || line.startsWith("throwsItLater") && line.contains("parse")
                        || line.startsWith("wraps")
                        || line.startsWith("callsTwice") && line.contains("parse"));
    }

    @Test
    void agreesWithThisJdkOnWhatTlsDoes() throws IOException {
        List<String> ofTls = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("sun.security.ssl.") || line.startsWith("sun.security.x509."))
                .toList();
        Set<String> classes = ofTls.stream()
                .map(line -> line.substring(0, line.indexOf('(')))
                .map(method -> method.substring(0, method.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> here = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        for (String name : classes) {
            byte @Nullable [] bytes = find(name);
            if (bytes != null) {
                known.add(name);
                JdkHandlerTable.lines(List.of(bytes)).forEach(line -> here.addAll(single(line)));
            }
        }

        List<String> otherwise = ofTls.stream()
                .flatMap(line -> single(line).stream())
                .filter(call -> !here.contains(call))
                .filter(call -> isAbout(here, call))
                .toList();

        assertThat(known).hasSizeGreaterThan(50);
        assertThat(otherwise).isEmpty();
    }

    /** A line for each call. */
    private static List<String> single(String line) {
        String[] parts = line.split("\t");
        return List.of(parts[2].split(" ")).stream()
                .map(call -> parts[0] + "\t" + call + "\t" + parts[1])
                .toList();
    }

    /** Whether this JDK's class says something else of the same call; one that is not in it is of another release. */
    private static boolean isAbout(Set<String> here, String call) {
        String key = call.substring(0, call.lastIndexOf('\t') + 1);
        return here.stream().anyMatch(line -> line.startsWith(key));
    }

    private static byte @Nullable [] find(String name) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static byte[] classFile(String name) throws IOException {
        return Objects.requireNonNull(find(name), name);
    }
}
