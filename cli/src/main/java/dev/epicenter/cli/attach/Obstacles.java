package dev.epicenter.cli.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be known to be in the way before a JVM is attached to. On Linux only, from {@code /proc}; elsewhere the attempt tells. To try would
 * not be harmless: a JVM that does not answer prints a thread dump instead.
 */
final class Obstacles {
    private Obstacles() {}

    /** Why the process cannot be attached to, and what to do; one line. */
    static Optional<String> of(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return Optional.of("there is no process " + pid + "; 'epicenter attach' lists the JVMs");
        }
        String me = System.getProperty("user.name", "");
        Optional<String> owner = process.get().info().user().filter(user -> !user.equals(me));
        if (owner.isPresent() && !me.equals("root")) {
            return Optional.of("process " + pid + " belongs to " + owner.get()
                    + ", and only that user may attach to it: sudo -u " + owner.get() + " epicenter attach " + pid);
        }
        Path proc = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(proc)) {
            return Optional.empty();
        }
        if (!sees(proc, "maps", "libjvm.so")) {
            return Optional.of("process " + pid + " is no JVM");
        }
        if (sees(proc, "cmdline", "-XX:+DisableAttachMechanism")) {
            return Optional.of(
                    "process " + pid
                            + " was started with -XX:+DisableAttachMechanism; without that option, or with -javaagent (see 'epicenter agent'), it can be recorded");
        }
        return inContainer(proc)
                ? Optional.of(
                        "process " + pid
                                + " runs in a container, which has files of its own; run epicenter inside it, or start it with -javaagent (see 'epicenter agent')")
                : Optional.empty();
    }

    private static boolean sees(Path proc, String file, String text) {
        try {
            return new String(Files.readAllBytes(proc.resolve(file)), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(text);
        } catch (IOException e) {
            // Not ours to read: then the attempt tells.
            return file.equals("maps");
        }
    }

    private static boolean inContainer(Path proc) {
        try {
            return !Files.readSymbolicLink(proc.resolve("ns/mnt"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")));
        } catch (IOException e) {
            return false;
        }
    }
}
