package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.events.Words;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Makes the table of the JDK's catch blocks that let nobody know what they caught, from the class files of the JDK that runs it. The
 * analyzer reads it: what such a block received, no caller learnt of. {@code dev/jdk-handlers} runs this on several JDKs and keeps
 * what is the same in all that have the method.
 *
 * <p>A line is a class and method with its descriptor, a tab, the types that it catches, in the order in which they are tried, and those
 * before which {@code !} stands are not swallowed, a tab, and the methods, with their descriptors, from whose calls it does so. Or it is a
 * method, a tab, {@code +}, a tab, and the types of throwables that it makes and does not throw, but hands on.
 */
public final class JdkHandlerTable {
    /** Modules whose failures reach programs that run; tools and desktops are left out. */
    private static final Set<String> MODULES = Set.of(
            "java.base",
            "java.datatransfer",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.management.rmi",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.sql.rowset",
            "java.transaction.xa",
            "java.xml",
            "java.xml.crypto",
            "jdk.charsets",
            "jdk.crypto.cryptoki",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.management",
            "jdk.management.agent",
            "jdk.naming.dns",
            "jdk.naming.rmi",
            "jdk.net",
            "jdk.nio.mapmode",
            "jdk.sctp",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.zipfs");

    private static final String MADE = "+";

    /** What two versions, or two calls, don't agree on. */
    private static final String DIFFERENT = "";

    private static final List<String> LEFT_OUT = List.of(
            "com/sun/org/apache/xalan/",
            "com/sun/org/apache/xml/internal/security/",
            "com/sun/rowset/",
            "sun/launcher/");

    private JdkHandlerTable() {}

    /**
     * Prints the table.
     *
     * @param homes of JDKs
     */
    public static void main(String[] homes) throws IOException {
        List<Path> modules = new ArrayList<>();
        for (String home : homes) {
            modules.add(FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home))
                    .getPath("modules"));
        }
        SortedSet<String> classes = new TreeSet<>();
        for (Path root : modules) {
            for (String module : MODULES) {
                if (Files.exists(root.resolve(module))) {
                    try (Stream<Path> files = Files.walk(root.resolve(module))) {
                        files.map(f -> root.relativize(f).toString())
                                .filter(f -> f.endsWith(".class"))
                                .filter(f -> LEFT_OUT.stream().noneMatch(f.substring(f.indexOf('/') + 1)::startsWith))
                                .forEach(classes::add);
                    }
                }
            }
        }
        SortedSet<String> lines = new TreeSet<>();
        for (String name : classes) {
            List<byte[]> versions = new ArrayList<>();
            for (Path root : modules) {
                if (Files.exists(root.resolve(name))) {
                    versions.add(Files.readAllBytes(root.resolve(name)));
                }
            }
            lines.addAll(lines(versions));
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
        lines.forEach(line -> out.print(line + '\n'));
        out.flush();
    }

    /**
     * The lines of one class, for what its versions agree on.
     *
     * @param versions class files
     */
    static SortedSet<String> lines(List<byte[]> versions) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
        for (byte[] version : versions) {
            methods(version)
                    .forEach((method, calls) ->
                            calls.forEach((call, caught) -> all.computeIfAbsent(method, m -> new TreeMap<>())
                                    .merge(call, caught, (a, b) -> a.equals(b) ? a : DIFFERENT)));
        }
        SortedSet<String> lines = new TreeSet<>();
        all.forEach((method, calls) -> {
            SortedMap<String, List<String>> byCaught = new TreeMap<>();
            calls.forEach((call, caught) ->
                    byCaught.computeIfAbsent(caught, c -> new ArrayList<>()).add(call));
            byCaught.forEach((caught, names) -> {
                if (caught.equals(MADE) || swallowsSome(caught)) {
                    lines.add(method + "\t" + caught + "\t" + String.join(" ", names));
                }
            });
        });
        return lines;
    }

    /** By method, by called method: what is caught. */
    private static SortedMap<String, SortedMap<String, String>> methods(byte[] classFile) {
        SortedMap<String, SortedMap<String, String>> methods = new TreeMap<>();
        ClassBytes bytes = ClassBytes.of(classFile);
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, 0);
        for (int i = 0; bytes != null && i < type.methods.size(); i++) {
            MethodNode method = type.methods.get(i);
            SortedMap<String, String> calls =
                    calls(type, method, method.tryCatchBlocks.isEmpty() ? null : new HandlerShape(bytes, i));
            made(method).forEach(made -> calls.put(made, MADE));
            methods.put(type.name.replace('/', '.') + "." + method.name + method.desc, calls);
        }
        return methods;
    }

    /** By name and descriptor of a called method what is caught from it, if that is the same wherever it is called. */
    private static SortedMap<String, String> calls(ClassNode type, MethodNode method, @Nullable HandlerShape shape) {
        Map<LabelNode, Boolean> swallows = new HashMap<>();
        Set<LabelNode> passOn = new HashSet<>();
        @Nullable Frame<Followed> @Nullable [] frames = frames(type, method);
        if (frames != null && shape != null) {
            blocks(method, shape, frames, swallows, passOn);
        }
        SortedMap<String, String> byCall = new TreeMap<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode) {
                MethodInsnNode call = (MethodInsnNode) insn;
                String caught = frames == null ? "" : caught(method, insn, swallows, passOn);
                byCall.merge(call.name + call.desc, caught, (a, b) -> a.equals(b) ? a : DIFFERENT);
            }
        }
        return byCall;
    }

    /** Finds which blocks swallow, and which a compiler made and pass on. */
    private static void blocks(
            MethodNode method,
            HandlerShape shape,
            @Nullable Frame<Followed>[] frames,
            Map<LabelNode, Boolean> swallows,
            Set<LabelNode> passOn) {
        Flow flow = new Flow(method);
        for (HandlerShape.Handler handler : shape.handlers.values()) {
            LabelNode label = method.tryCatchBlocks.get(handler.entry()).handler;
            HandlerRegion region = new HandlerRegion(shape, handler);
            if (handler.types().isEmpty() || region.isPlumbing(handler)) {
                passOn.add(label);
            }
            HandlerCode code =
                    new HandlerCode(method, label, region.local, frames, flow, CodeMap.covered(method, label));
            boolean silent = List.of(code.does().split(";")).contains(Words.DOES_CONTINUE)
                    && Set.of(Words.DISPOSITION_SWALLOWED, Words.DISPOSITION_LOGGED)
                            .contains(code.disposition())
                    && !livesOn(method, label, frames);
            swallows.put(label, silent);
        }
    }

    /** Whether what a block caught is kept in another variable, or used anywhere in the method but to log it. */
    private static boolean livesOn(MethodNode method, LabelNode handler, @Nullable Frame<Followed>[] frames) {
        int first = method.instructions.indexOf(handler);
        while (method.instructions.get(first).getOpcode() < 0) {
            first++;
        }
        for (int i = 0; i < frames.length; i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            Frame<Followed> frame = frames[i];
            boolean logs = insn instanceof MethodInsnNode && Calls.isLogging((MethodInsnNode) insn);
            if (frame == null || i == first || logs) {
                continue;
            }
            for (int value = 0; value < consumed(insn); value++) {
                if (frame.getStack(frame.getStackSize() - 1 - value).origins().contains(handler)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Values that an instruction takes from the stack and does something with. */
    private static int consumed(AbstractInsnNode insn) {
        switch (insn.getOpcode()) {
            case Opcodes.ASTORE:
            case Opcodes.ATHROW:
            case Opcodes.ARETURN:
            case Opcodes.PUTFIELD:
            case Opcodes.PUTSTATIC:
            case Opcodes.AASTORE:
                return 1;
            case Opcodes.INVOKESTATIC:
                return Type.getArgumentTypes(((MethodInsnNode) insn).desc).length;
            case Opcodes.INVOKEVIRTUAL:
            case Opcodes.INVOKEINTERFACE:
            case Opcodes.INVOKESPECIAL:
                return 1 + Type.getArgumentTypes(((MethodInsnNode) insn).desc).length;
            case Opcodes.INVOKEDYNAMIC:
                return Type.getArgumentTypes(((InvokeDynamicInsnNode) insn).desc).length;
            default:
                return 0;
        }
    }

    /** Throwables, by their names, that a method makes which throws nothing itself. */
    private static SortedSet<String> made(MethodNode method) {
        SortedSet<String> made = new TreeSet<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.ATHROW) {
                return new TreeSet<>();
            }
            if (insn.getOpcode() == Opcodes.NEW) {
                String type = ((TypeInsnNode) insn).desc.replace('/', '.');
                if (type.endsWith("Exception") || type.endsWith("Error")) {
                    made.add(type);
                }
            }
        }
        return made;
    }

    /** Where the values come from; null where there is no need to know, or no telling. */
    private static @Nullable Frame<Followed> @Nullable [] frames(ClassNode type, MethodNode method) {
        try {
            return method.tryCatchBlocks.isEmpty()
                    ? null
                    : new Analyzer<>(new FollowingInterpreter()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            return null;
        }
    }

    private static boolean swallowsSome(String types) {
        return Stream.of(types.split(" ")).anyMatch(t -> !t.isEmpty() && !t.startsWith("!"));
    }

    /** Blocks that a compiler made for {@code finally} and the like throw on what they received, to whoever is next. */
    private static String caught(
            MethodNode method, AbstractInsnNode call, Map<LabelNode, Boolean> swallows, Set<LabelNode> passOn) {
        List<String> types = new ArrayList<>();
        int at = method.instructions.indexOf(call);
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            boolean covers =
                    method.instructions.indexOf(block.start) <= at && at < method.instructions.indexOf(block.end);
            if (covers && block.type != null && !passOn.contains(block.handler)) {
                String type = block.type.replace('/', '.');
                boolean silent = swallows.getOrDefault(block.handler, false);
                types.add((silent ? "" : "!") + type);
            }
        }
        return String.join(" ", types);
    }
}
