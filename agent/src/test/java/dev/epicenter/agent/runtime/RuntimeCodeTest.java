package dev.epicenter.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What the part of the agent that runs inside everything else may not do. */
class RuntimeCodeTest {
    private static final Path CLASSES = Path.of("target/classes/dev/epicenter/agent");

    @Test
    void neverStartsMethodHandlesAndCallsOnlyTheJdkAndEvents() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : classes(CLASSES.resolve("runtime"))) {
            ClassNode type = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(type, 0);
            for (MethodNode method : type.methods) {
                for (AbstractInsnNode insn : method.instructions) {
                    if (insn instanceof InvokeDynamicInsnNode) {
                        wrong.add(type.name + "." + method.name + " uses invokedynamic");
                    } else if (insn instanceof MethodInsnNode && !mayCall(((MethodInsnNode) insn).owner)) {
                        wrong.add(type.name + "." + method.name + " calls " + ((MethodInsnNode) insn).owner);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean mayCall(String owner) {
        return owner.startsWith("[")
                || owner.startsWith("java/")
                || owner.startsWith("jdk/jfr/")
                || owner.startsWith("dev/epicenter/events/")
                || owner.startsWith("dev/epicenter/agent/runtime/");
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(f -> f.toString().endsWith(".class")).toList();
        }
    }
}
