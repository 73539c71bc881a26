package dev.epicenter.analyzer.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group that the kernel gives so much memory and no more, as a container has it; of version 2 or 1. Takes root. */
final class MemoryGroup implements AutoCloseable {
    private static final Path SECOND = Path.of("/sys/fs/cgroup");
    private static final Path FIRST = SECOND.resolve("memory");

    private final Path group;

    private MemoryGroup(Path group) {
        this.group = group;
    }

    /** One with a limit in bytes; the test is skipped where none can be made. */
    static MemoryGroup of(long limit) throws IOException {
        boolean second = Files.exists(SECOND.resolve("cgroup.controllers"));
        Path group = (second ? SECOND : FIRST)
                .resolve("epicenter-" + ProcessHandle.current().pid());
        String problem = "";
        try {
            if (second) {
                Files.writeString(SECOND.resolve("cgroup.subtree_control"), "+memory");
            }
            Files.createDirectory(group);
            Files.writeString(group.resolve(second ? "memory.max" : "memory.limit_in_bytes"), Long.toString(limit));
        } catch (IOException e) {
            problem = e.toString();
            Files.deleteIfExists(group);
        }
        assumeTrue(problem.isEmpty(), "no control group for memory can be made here: " + problem);
        return new MemoryGroup(group);
    }

    /** What a shell runs to become a member. */
    String enter() {
        return "echo $$ > " + group.resolve("cgroup.procs");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
