package dev.epicenter.agent.core;

import java.util.BitSet;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LineNumberNode;

/** Source lines of a method's instructions. */
final class SourceLines {
    private final InsnList code;
    private final int[] lines;

    SourceLines(InsnList code) {
        this.code = code;
        lines = new int[code.size()];
        int current = 0;
        for (int i = 0; i < lines.length; i++) {
            AbstractInsnNode insn = code.get(i);
            current = insn instanceof LineNumberNode ? ((LineNumberNode) insn).line : current;
            lines[i] = current;
        }
    }

    /** The line of the instruction at a position, 0 when not known. */
    int at(int position) {
        return lines[position];
    }

    int first() {
        int first = 0;
        for (int line : lines) {
            first = line > 0 && (first == 0 || line < first) ? line : first;
        }
        return first;
    }

    int last() {
        int last = 0;
        for (int line : lines) {
            last = Math.max(last, line);
        }
        return last;
    }

    /** The lines of some instructions as ranges: {@code 12-18;20-22}. */
    String ranges(BitSet positions) {
        BitSet covered = new BitSet();
        for (int i = positions.nextSetBit(0); i >= 0 && i < lines.length; i = positions.nextSetBit(i + 1)) {
            if (code.get(i).getOpcode() >= 0 && lines[i] > 0) {
                covered.set(lines[i]);
            }
        }
        StringBuilder text = new StringBuilder();
        for (int from = covered.nextSetBit(0); from >= 0; ) {
            int to = covered.nextClearBit(from) - 1;
            // Lines without code between two that have some belong to the range: a statement over several lines.
            int next = covered.nextSetBit(to + 1);
            while (next >= 0 && next - to <= 2) {
                to = covered.nextClearBit(next) - 1;
                next = covered.nextSetBit(to + 1);
            }
            text.append(text.length() == 0 ? "" : ";").append(from).append('-').append(to);
            from = next;
        }
        return text.toString();
    }
}
