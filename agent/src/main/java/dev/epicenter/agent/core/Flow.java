package dev.epicenter.agent.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which instruction may follow which; positions are those in the method's list. */
final class Flow {
    private final InsnList code;
    private final List<TryCatchBlockNode> blocks;

    Flow(MethodNode method) {
        code = method.instructions;
        blocks = method.tryCatchBlocks;
    }

    /** What only a handler leads to: reached from it, and not from the method's start if the handler is left out. */
    BitSet region(LabelNode handler) {
        BitSet region = reach(code.indexOf(handler), null);
        region.andNot(reach(0, handler));
        return region;
    }

    /** What is reached from there. */
    BitSet reach(int from, @Nullable LabelNode without) {
        BitSet reached = new BitSet(code.size());
        Deque<Integer> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            int at = open.removeLast();
            if (at >= code.size() || reached.get(at)) {
                continue;
            }
            reached.set(at);
            open.addAll(next(at));
            for (TryCatchBlockNode block : blocks) {
                if (block.handler != without && code.indexOf(block.start) <= at && at < code.indexOf(block.end)) {
                    open.add(code.indexOf(block.handler));
                }
            }
        }
        return reached;
    }

    /** Positions that follow without an exception. */
    List<Integer> next(int at) {
        AbstractInsnNode insn = code.get(at);
        List<Integer> next = new ArrayList<>(2);
        int opcode = insn.getOpcode();
        if (insn instanceof JumpInsnNode) {
            next.add(code.indexOf(((JumpInsnNode) insn).label));
        } else if (insn instanceof TableSwitchInsnNode) {
            add(next, ((TableSwitchInsnNode) insn).dflt, ((TableSwitchInsnNode) insn).labels);
        } else if (insn instanceof LookupSwitchInsnNode) {
            add(next, ((LookupSwitchInsnNode) insn).dflt, ((LookupSwitchInsnNode) insn).labels);
        }
        boolean ends = opcode == Opcodes.GOTO
                || opcode == Opcodes.ATHROW
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || opcode == Opcodes.RET
                || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        if (!ends) {
            next.add(at + 1);
        }
        return next;
    }

    private void add(List<Integer> next, LabelNode otherwise, List<LabelNode> labels) {
        next.add(code.indexOf(otherwise));
        for (LabelNode label : labels) {
            next.add(code.indexOf(label));
        }
    }
}
