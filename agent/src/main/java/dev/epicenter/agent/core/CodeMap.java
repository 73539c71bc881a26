package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.runtime.HandlerSite;
import dev.epicenter.events.HandlerSiteEvent;
import dev.epicenter.events.MethodMapEvent;
import dev.epicenter.events.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Writes what the code of a class says: its watched catch blocks, and what its methods assign and lock. */
final class CodeMap {
    /** Instructions times handlers times covered ranges beyond which a method is not analysed: a second of work. */
    private static final long LARGEST = 50_000_000;
    /** Characters of a list in an event. */
    private static final int LONGEST = 4000;

    /** Calls of calls that are followed. */
    private static final int DEPTH = 64;

    private final SiteRegistry registry;
    private final @Nullable ClassLoader loader;
    private final ClassBytes bytes;
    private final ClassNode type;
    private final String name;
    /** Fields that a method assigns, by its name and descriptor. */
    private final Map<String, Set<String>> assigned = new HashMap<>();

    CodeMap(SiteRegistry registry, @Nullable ClassLoader loader, ClassBytes bytes, ClassNode type) {
        this.registry = registry;
        this.loader = loader;
        this.bytes = bytes;
        this.type = type;
        this.name = type.name.replace('/', '.');
    }

    void write() {
        for (int i = 0; i < type.methods.size(); i++) {
            MethodNode method = type.methods.get(i);
            if (method.instructions.size() > 0) {
                SourceLines lines = new SourceLines(method.instructions);
                if (!method.tryCatchBlocks.isEmpty()) {
                    handlers(i, method, lines);
                }
                assignments(method, lines);
            }
        }
    }

    private void handlers(int index, MethodNode method, SourceLines lines) {
        HandlerShape shape = new HandlerShape(bytes, index);
        List<WatchedHandlers.Watched> watched = WatchedHandlers.in(registry, loader, bytes, index, shape);
        if (watched.isEmpty()) {
            return;
        }
        @Nullable Frame<Followed>[] frames = frames(method, watched.size());
        Flow flow = new Flow(method);
        for (WatchedHandlers.Watched each : watched) {
            // Entries of the exception table have the same order here and there.
            LabelNode label = method.tryCatchBlocks.get(each.handler().entry()).handler;
            BitSet covered = covered(method, label);
            HandlerCode code =
                    frames == null ? null : new HandlerCode(method, label, each.region().local, frames, flow, covered);
            write(method, lines, each.site(), label, covered, code);
        }
    }

    private @Nullable Frame<Followed> @Nullable [] frames(MethodNode method, int handlers) {
        long work = (long) method.instructions.size() * handlers * method.tryCatchBlocks.size();
        if (work > LARGEST) {
            return null;
        }
        try {
            return new Analyzer<>(new FollowingInterpreter()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            return null;
        }
    }

    /** Positions of the instructions that a handler covers. */
    static BitSet covered(MethodNode method, LabelNode handler) {
        BitSet covered = new BitSet();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.handler == handler) {
                covered.set(method.instructions.indexOf(block.start), method.instructions.indexOf(block.end));
            }
        }
        return covered;
    }

    private void write(
            MethodNode method,
            SourceLines lines,
            HandlerSite site,
            LabelNode handler,
            BitSet covered,
            @Nullable HandlerCode code) {
        HandlerSiteEvent event = new HandlerSiteEvent();
        event.handlerSiteId = site.id();
        event.className = name;
        event.methodName = method.name;
        event.descriptor = method.desc;
        event.sourceFile = type.sourceFile;
        event.line = site.line();
        event.coveredLines = lines.ranges(covered);
        event.caughtTypes = site.caughtTypes();
        event.kind = site.caughtTypes().isEmpty() ? Words.HANDLER_FINALLY : Words.HANDLER_CATCH;
        event.assignedFields = fields(method.instructions, lines, covered);
        event.assignedByCalls = byCalls(method.instructions, lines, covered);
        event.assignedLocals = locals(method, lines, covered, handler);
        if (code == null) {
            event.lastLine = site.line();
            event.disposition = Words.DISPOSITION_UNKNOWN;
            event.does = "";
        } else {
            event.lastLine = Math.max(site.line(), code.lastLine(lines));
            event.disposition = code.disposition();
            event.does = code.does();
        }
        event.commit();
        site.described(event.disposition, code != null && code.endsInterrupt());
    }

    private void assignments(MethodNode method, SourceLines lines) {
        BitSet all = new BitSet();
        all.set(0, method.instructions.size());
        MethodMapEvent event = new MethodMapEvent();
        event.assignedFields = fields(method.instructions, lines, all);
        event.assignedByCalls = byCalls(method.instructions, lines, all);
        event.synchronizedLines = synchronizedLines(method.instructions, lines);
        event.lockCalls = lockCalls(method.instructions, lines);
        event.synchronizedMethod = (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
        if (event.assignedFields.isEmpty()
                && event.assignedByCalls.isEmpty()
                && event.synchronizedLines.isEmpty()
                && event.lockCalls.isEmpty()
                && !event.synchronizedMethod) {
            return;
        }
        event.className = name;
        event.methodName = method.name;
        event.descriptor = method.desc;
        event.sourceFile = type.sourceFile;
        event.firstLine = lines.first();
        event.lastLine = lines.last();
        event.commit();
    }

    private static String fields(InsnList code, SourceLines lines, BitSet where) {
        StringBuilder text = new StringBuilder();
        for (int i = where.nextSetBit(0); i >= 0; i = where.nextSetBit(i + 1)) {
            AbstractInsnNode insn = code.get(i);
            if (insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC) {
                add(text, name((FieldInsnNode) insn), String.valueOf(lines.at(i)));
            }
        }
        return text.toString();
    }

    /** What calls of the class's own methods assign: an aborted set-up is as often a call as an assignment. */
    private String byCalls(InsnList code, SourceLines lines, BitSet where) {
        StringBuilder text = new StringBuilder();
        for (int i = where.nextSetBit(0); i >= 0; i = where.nextSetBit(i + 1)) {
            MethodInsnNode call = ownCall(code.get(i));
            if (call != null) {
                for (String field : assignedBy(call.name + call.desc, DEPTH)) {
                    add(text, field, lines.at(i) + "@" + call.name);
                }
            }
        }
        return text.toString();
    }

    /** Fields that a method of this class assigns, itself or by further calls. */
    private Set<String> assignedBy(String nameAndDescriptor, int depth) {
        Set<String> known = assigned.get(nameAndDescriptor);
        if (known != null) {
            return known;
        }
        Set<String> fields = new LinkedHashSet<>();
        // For those that call each other in a circle.
        assigned.put(nameAndDescriptor, fields);
        for (MethodNode method : type.methods) {
            if (nameAndDescriptor.equals(method.name + method.desc)) {
                for (AbstractInsnNode insn : method.instructions) {
                    MethodInsnNode call = ownCall(insn);
                    if (insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC) {
                        fields.add(name((FieldInsnNode) insn));
                    } else if (call != null && depth > 1) {
                        fields.addAll(assignedBy(call.name + call.desc, depth - 1));
                    }
                }
            }
        }
        return fields;
    }

    /** The call, if it is one of a method of this class that is no constructor. */
    private @Nullable MethodInsnNode ownCall(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode
                        && ((MethodInsnNode) insn).owner.equals(type.name)
                        && ((MethodInsnNode) insn).name.charAt(0) != '<'
                ? (MethodInsnNode) insn
                : null;
    }

    private static String name(FieldInsnNode field) {
        return field.owner.replace('/', '.') + "." + field.name;
    }

    private static String lockCalls(InsnList code, SourceLines lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < code.size(); i++) {
            AbstractInsnNode insn = code.get(i);
            if (insn instanceof MethodInsnNode && Calls.isLock((MethodInsnNode) insn)) {
                MethodInsnNode call = (MethodInsnNode) insn;
                add(text, call.owner.replace('/', '.') + "." + call.name, String.valueOf(lines.at(i)));
            }
        }
        return text.toString();
    }

    /** Variables assigned in the covered code that are in scope where the handler is: they live on behind the block. */
    private static String locals(MethodNode method, SourceLines lines, BitSet covered, LabelNode handler) {
        StringBuilder text = new StringBuilder();
        if (method.localVariables == null) {
            return "";
        }
        InsnList code = method.instructions;
        int behind = code.indexOf(handler);
        for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
            AbstractInsnNode insn = code.get(i);
            if (insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE) {
                for (LocalVariableNode variable : method.localVariables) {
                    // The scope begins behind the first assignment, so that one ends where the scope begins.
                    if (variable.index == ((VarInsnNode) insn).var
                            && code.indexOf(variable.start) <= i + 2
                            && code.indexOf(variable.end) > behind
                            && i < behind) {
                        add(text, variable.name, String.valueOf(lines.at(i)));
                        break;
                    }
                }
            }
        }
        return text.toString();
    }

    private static String synchronizedLines(InsnList code, SourceLines lines) {
        List<String> ranges = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            int opcode = code.get(i).getOpcode();
            if (opcode == Opcodes.MONITORENTER) {
                open.add(lines.at(i));
            } else if (opcode == Opcodes.MONITOREXIT && !open.isEmpty()) {
                // The first exit in code order is that of the normal end; the others are for exceptions and returns.
                ranges.add(open.remove(open.size() - 1) + "-" + lines.at(i));
            }
        }
        return String.join(";", ranges);
    }

    private static void add(StringBuilder text, String what, String line) {
        String entry = what + ":" + line;
        if (text.length() + entry.length() < LONGEST) {
            text.append(text.length() == 0 ? "" : ";").append(entry);
        }
    }
}
