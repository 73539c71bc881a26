package dev.epicenter.agent.core;

import dev.epicenter.events.Words;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** What the code of one catch block does with what it catches. docs/events.md explains the words. */
final class HandlerCode {
    private final InsnList code;
    private final LabelNode handler;
    private final @Nullable Frame<Followed>[] frames;
    private final Flow flow;
    private final BitSet region;
    private final Set<String> does = new LinkedHashSet<>();
    /** Instructions that made something which carries what was caught. */
    private final Set<Object> carriers = new HashSet<>();

    private boolean touched;
    private int instructions;

    /**
     * Looks at a block.
     *
     * @param local   the variable that it puts what it catches into, -1 when it does not
     * @param frames  by instruction: where the values come from; null where nothing leads to
     * @param covered the instructions that it covers
     */
    HandlerCode(
            MethodNode method,
            LabelNode handler,
            int local,
            @Nullable Frame<Followed>[] frames,
            Flow flow,
            BitSet covered) {
        this.code = method.instructions;
        this.handler = handler;
        this.frames = frames;
        this.flow = flow;
        this.region = flow.region(handler);
        int end = scopeEnd(method, local);
        region.clear(Math.min(end, region.length()), region.length());
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            carry(code.get(i), frames[i]);
        }
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            look(i, code.get(i), frames[i]);
        }
        leave(covered);
    }

    /** Position behind the scope of the caught variable, where the class has such tables. */
    private int scopeEnd(MethodNode method, int local) {
        int start = code.indexOf(handler);
        for (LocalVariableNode variable :
                method.localVariables == null ? List.<LocalVariableNode>of() : method.localVariables) {
            // The scope begins behind the assignment, around which labels, line entries and a frame stand.
            int begin = code.indexOf(variable.start);
            if (variable.index == local && begin > start && begin <= start + 6) {
                return code.indexOf(variable.end);
            }
        }
        return code.size();
    }

    /** Words for it, separated by semicolons. */
    String does() {
        return String.join(";", does);
    }

    /** The most telling in one word. */
    String disposition() {
        boolean continues = does.contains(Words.DOES_CONTINUE);
        if (!continues && does.contains(Words.DOES_RETHROW)) {
            return Words.DISPOSITION_RETHROWN;
        }
        if (!continues && (does.contains(Words.DOES_WRAP) || does.contains(Words.DOES_THROW_OTHER))) {
            return Words.DISPOSITION_WRAPPED;
        }
        if (hasAny(Words.DOES_LOG, Words.DOES_LOG_MESSAGE, Words.DOES_PRINT)) {
            return Words.DISPOSITION_LOGGED;
        }
        if (hasAny(
                Words.DOES_PASS,
                Words.DOES_STORE,
                Words.DOES_INSPECT,
                Words.DOES_RETURN,
                Words.DOES_SUPPRESS,
                Words.DOES_COMPLETE,
                Words.DOES_RESTORE_INTERRUPT,
                Words.DOES_EXIT,
                Words.DOES_RETHROW,
                Words.DOES_WRAP,
                Words.DOES_THROW_OTHER)) {
            return Words.DISPOSITION_HANDLED;
        }
        return Words.DISPOSITION_SWALLOWED;
    }

    /** Whether an interrupt that it catches is known to nobody afterwards. */
    boolean endsInterrupt() {
        return does.contains(Words.DOES_CONTINUE)
                && !hasAny(
                        Words.DOES_RESTORE_INTERRUPT,
                        Words.DOES_RETHROW,
                        Words.DOES_WRAP,
                        Words.DOES_THROW_OTHER,
                        Words.DOES_PASS,
                        Words.DOES_COMPLETE,
                        Words.DOES_EXIT);
    }

    /** Last source line of the block. */
    int lastLine(SourceLines lines) {
        int last = 0;
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            if (code.get(i).getOpcode() >= 0) {
                last = Math.max(last, lines.at(i));
            }
        }
        return last;
    }

    private boolean hasAny(String... words) {
        for (String word : words) {
            if (does.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Something built from what was caught, or by a call that got it, carries it; so does what that is given to. */
    private void carry(AbstractInsnNode insn, @Nullable Frame<Followed> frame) {
        String descriptor = descriptor(insn);
        if (frame == null || descriptor == null) {
            return;
        }
        int arguments = Type.getArgumentTypes(descriptor).length;
        boolean given = false;
        for (int i = 0; i < arguments; i++) {
            given |= isCaught(argument(frame, i)) || isCarrier(argument(frame, i));
        }
        if (!given) {
            return;
        }
        carriers.add(insn);
        if (insn instanceof MethodInsnNode && insn.getOpcode() != Opcodes.INVOKESTATIC) {
            for (Object origin : argument(frame, arguments).origins()) {
                if (origin instanceof AbstractInsnNode) {
                    carriers.add(origin);
                }
            }
        }
    }

    private void look(int at, AbstractInsnNode insn, @Nullable Frame<Followed> frame) {
        int opcode = insn.getOpcode();
        if (opcode < 0 || frame == null) {
            return;
        }
        instructions++;
        if (insn instanceof MethodInsnNode) {
            call((MethodInsnNode) insn, frame);
        } else if (insn instanceof InvokeDynamicInsnNode) {
            captured((InvokeDynamicInsnNode) insn, frame);
        } else if (opcode == Opcodes.ATHROW) {
            thrown(argument(frame, 0));
        } else if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC || opcode == Opcodes.AASTORE) {
            store(argument(frame, 0));
        } else if (opcode == Opcodes.ARETURN) {
            if (isCaught(argument(frame, 0)) || isCarrier(argument(frame, 0))) {
                does(Words.DOES_RETURN);
            }
        } else if (opcode == Opcodes.INSTANCEOF && isCaught(argument(frame, 0))) {
            does(Words.DOES_INSPECT);
        } else if (opcode == Opcodes.ASTORE && isCaught(argument(frame, 0)) && !isFirst(at)) {
            // Kept in another variable: followed there, and stored if that lives on.
            touched = true;
        }
    }

    private boolean isFirst(int at) {
        return instructions == 1 && code.get(at) instanceof VarInsnNode;
    }

    private void store(Followed value) {
        if (isCaught(value) || isCarrier(value)) {
            does(Words.DOES_STORE);
        }
    }

    private void thrown(Followed value) {
        if (isCaught(value)) {
            does(Words.DOES_RETHROW);
        } else if (isCarrier(value)) {
            does(Words.DOES_WRAP);
        } else {
            does(Words.DOES_THROW_OTHER);
        }
    }

    private void captured(InvokeDynamicInsnNode insn, Frame<Followed> frame) {
        for (int i = 0; i < Type.getArgumentTypes(insn.desc).length; i++) {
            if (isCaught(argument(frame, i))) {
                does(
                        insn.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
                                ? Words.DOES_INSPECT
                                : Words.DOES_PASS);
            }
        }
    }

    private void call(MethodInsnNode call, Frame<Followed> frame) {
        int arguments = Type.getArgumentTypes(call.desc).length;
        boolean given = false;
        for (int i = 0; i < arguments; i++) {
            given |= isCaught(argument(frame, i));
        }
        boolean receives = call.getOpcode() != Opcodes.INVOKESTATIC && isCaught(argument(frame, arguments));
        if (Calls.isAddSuppressed(call) && (given || receives)) {
            does(Words.DOES_SUPPRESS);
        } else if (Calls.isPrintStackTrace(call) && receives) {
            does(Words.DOES_PRINT);
        } else if (Calls.isLogging(call)) {
            does(given ? Words.DOES_LOG : Words.DOES_LOG_MESSAGE);
        } else if (Calls.isPrinting(call)) {
            does(given ? Words.DOES_PRINT : Words.DOES_LOG_MESSAGE);
        } else if (given && Calls.isCompletion(call)) {
            does(Words.DOES_COMPLETE);
        } else if (given && !makesThrowable(call)) {
            does(Words.DOES_PASS);
        } else if (receives) {
            does(Words.DOES_INSPECT);
        }
        if (Calls.isInterrupt(call)) {
            does(Words.DOES_RESTORE_INTERRUPT);
        } else if (Calls.isExit(call)) {
            does(Words.DOES_EXIT);
        } else if (Calls.isWait(call)) {
            does(Words.DOES_WAIT);
        }
    }

    /** Whether the call serves to put it into another throwable: what becomes of that is seen where it is thrown. */
    private boolean makesThrowable(MethodInsnNode call) {
        String type = call.name.equals("<init>")
                ? call.owner
                : Type.getReturnType(call.desc).getClassName();
        return type.endsWith("Exception")
                || type.endsWith("Error")
                || type.endsWith("Throwable")
                || call.name.equals("initCause");
    }

    /** Where the block leads to. */
    private void leave(BitSet covered) {
        boolean continues = false;
        boolean retries = false;
        for (int i = region.nextSetBit(0); i >= 0; i = region.nextSetBit(i + 1)) {
            int opcode = code.get(i).getOpcode();
            continues |= opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
            for (int next : flow.next(i)) {
                if (!region.get(next)) {
                    continues = true;
                    retries = retries || flow.reach(next, handler).intersects(covered);
                }
            }
        }
        if (instructions <= 2 && !touched && does.isEmpty()) {
            does(Words.DOES_EMPTY);
        } else if (does.isEmpty() || does.equals(Set.of(Words.DOES_WAIT))) {
            does(Words.DOES_IGNORE);
        }
        if (retries) {
            does(Words.DOES_RETRY);
        }
        if (continues) {
            does(Words.DOES_CONTINUE);
        }
    }

    private void does(String word) {
        does.add(word);
    }

    private boolean isCaught(Followed value) {
        return value.origins().contains(handler);
    }

    private boolean isCarrier(Followed value) {
        for (Object origin : value.origins()) {
            if (carriers.contains(origin)) {
                return true;
            }
        }
        return false;
    }

    /** The value that far below the top of the stack. */
    private static Followed argument(Frame<Followed> frame, int below) {
        return frame.getStack(frame.getStackSize() - 1 - below);
    }

    private static @Nullable String descriptor(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode) {
            return ((MethodInsnNode) insn).desc;
        }
        return insn instanceof InvokeDynamicInsnNode ? ((InvokeDynamicInsnNode) insn).desc : null;
    }
}
