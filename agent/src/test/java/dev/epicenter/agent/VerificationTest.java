package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every class of libraries that other compilers made passes the JVM's verifier when it is woven. More of them are loaded with
 * {@code -Depicenter.verify=<folder of jars>}; the compilers of Kotlin, Scala and Eclipse, Groovy, Netty and others have been, 60,000
 * classes in all.
 */
class VerificationTest {
    private static final String PROGRAM =
            """
            import java.io.File;
            import java.net.*;
            import java.util.*;
            import java.util.jar.*;

            public class Program {
                public static void main(String[] args) throws Exception {
                    URL[] urls = new URL[args.length];
                    for (int i = 0; i < args.length; i++) urls[i] = new File(args[i]).toURI().toURL();
                    URLClassLoader loader = new URLClassLoader(urls);
                    int linked = 0;
                    for (String jar : args) {
                        for (JarEntry entry : Collections.list(new JarFile(jar).entries())) {
                            String name = entry.getName();
                            if (!name.endsWith(".class") || name.startsWith("META-INF") || name.contains("-info")) continue;
                            try {
                                // Asking for its methods links a class, and so verifies it, without running its code.
                                Class.forName(name.replace(".class", "").replace('/', '.'), false, loader).getDeclaredMethods();
                                linked++;
                            } catch (VerifyError | ClassFormatError e) {
                                System.err.println(name + ": " + e);
                            } catch (LinkageError e) {
                                // Refers to a library that is not there.
                            }
                        }
                    }
                    System.out.println(linked);
                }
            }
            """;

    @ParameterizedTest
    @EnumSource(Jdk.class)
    void acceptsEachWovenClass(Jdk jdk, @TempDir Path directory) throws Exception {
        Run run = new AgentJvm(jdk, directory)
                .with("-Xmx1g")
                .compile(PROGRAM)
                .run(jars().toArray(new String[0]))
                .isSound();
        assertThat(run.err).isEmpty();
        List<RecordedEvent> states = run.events("AgentState");
        RecordedEvent state = states.get(states.size() - 1);
        assertThat(Integer.parseInt(run.out.trim())).isGreaterThan(4_000);
        assertThat(state.getInt("instrumentedClasses")).isGreaterThan(50);
    }

    private static List<String> jars() throws IOException {
        Path others = Path.of("target/others");
        Stream<Path> shipped =
                Stream.of("kotlin-stdlib", "scala-library", "scala3-library_3").map(n -> others.resolve(n + ".jar"));
        String more = System.getProperty("epicenter.verify");
        if (more == null) {
            return shipped.map(Path::toString).toList();
        }
        try (Stream<Path> found = Files.list(Path.of(more))) {
            return Stream.concat(shipped, found.filter(f -> f.toString().endsWith(".jar")))
                    .map(Path::toString)
                    .toList();
        }
    }
}
