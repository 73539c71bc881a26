package dev.epicenter.cli.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** The agent's jar, which is in ours. */
public final class AgentFile {
    /** Under this name the JVM finds it beside itself, as its manifest says. */
    public static final String NAME = "epicenter-agent.jar";

    private static final int HASH = 12;

    private AgentFile() {}

    /**
     * Its bytes.
     *
     * @throws AttachException when this build has none
     */
    public static byte[] bytes() throws AttachException {
        try (InputStream in = AgentFile.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new AttachException(
                        "this build of Epicenter has no agent in it; build it by ./epicenter or mvn package");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AttachException("the agent cannot be read from Epicenter's jar: " + e.getMessage(), e);
        }
    }

    /**
     * A file that JVMs can load it from, now and when they are attached to again: in a folder of this user's only, named by its contents.
     *
     * @param environment to find the folder for caches
     */
    static Path cached(Map<String, String> environment) throws AttachException {
        byte[] bytes = bytes();
        Path caches =
                Path.of(environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home", ".") + "/.cache"));
        Path file = caches.resolve("epicenter").resolve("agent-" + hash(bytes)).resolve(NAME);
        try {
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return file;
            }
            Files.createDirectories(file.getParent());
            write(file, bytes);
            return file;
        } catch (IOException e) {
            return inTemporaryFolder(bytes);
        }
    }

    private static Path inTemporaryFolder(byte[] bytes) throws AttachException {
        try {
            Path file = Files.createTempDirectory("epicenter").resolve(NAME);
            Files.write(file, bytes);
            return file;
        } catch (IOException e) {
            throw new AttachException("the agent's jar cannot be written to a temporary folder: " + e.getMessage(), e);
        }
    }

    /** Beside and then there: a JVM may run from the one that is there. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "agent", ".tmp");
        Files.write(draft, bytes);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(
                draft,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
