package dev.epicenter.agent.core.patch;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where everything in a method's code is once the insertions are made. */
final class Relocation {
    private final CodeBytes old;
    private final byte[] in;
    private final int start;
    private final Insertion[] insertions;
    /** By old position: where what jumps there goes now. */
    private final int[] labels;
    /** By old position: where the instruction is now. */
    private final int[] instructions;

    Relocation(CodeBytes old, byte[] in, int start, List<Insertion> inserted) {
        this.old = old;
        this.in = in;
        this.start = start;
        insertions = inserted.toArray(new Insertion[0]);
        java.util.Arrays.sort(insertions, new InOrder());
        labels = new int[old.length() + 1];
        instructions = new int[old.length() + 1];
        place();
    }

    /** Where what jumps to an old position goes now. */
    int label(int at) {
        return labels[at];
    }

    /** Where the instruction of an old position is now. */
    int instruction(int at) {
        return instructions[at];
    }

    private void place() {
        int now = 0;
        int next = 0;
        for (int at = 0; at < old.length(); at = old.next(at)) {
            while (next < insertions.length && insertions[next].at() == at && insertions[next].behind()) {
                now += insertions[next++].code().length;
            }
            labels[at] = now;
            while (next < insertions.length && insertions[next].at() == at) {
                now += insertions[next++].code().length;
            }
            instructions[at] = now;
            now += length(at, now);
        }
        labels[old.length()] = now;
        instructions[old.length()] = now;
    }

    /** Switches are padded to a multiple of four. */
    private int length(int at, int now) {
        int length = old.next(at) - at;
        return Bytecode.isSwitch(old.opcode(at)) ? length + (at & 3) - (now & 3) : length;
    }

    /** The code, null when a jump has become too long. */
    @Nullable
    ByteWriter code() {
        ByteWriter out = new ByteWriter(labels[old.length()]);
        int next = 0;
        for (int at = 0; at < old.length(); at = old.next(at)) {
            while (next < insertions.length && insertions[next].at() == at) {
                out.copy(insertions[next++].code());
            }
            if (!instruction(out, at)) {
                return null;
            }
        }
        return out;
    }

    private boolean instruction(ByteWriter out, int at) {
        int opcode = old.opcode(at);
        if (Bytecode.isJump(opcode)) {
            int offset = labels[at + (short) old.operand(at)] - instructions[at];
            out.u1(opcode).u2(offset);
            return offset == (short) offset;
        }
        if (Bytecode.isWideJump(opcode)) {
            out.u1(opcode).u4(offset(at, start + at + 1));
        } else if (Bytecode.isSwitch(opcode)) {
            choice(out, at, opcode == Bytecode.TABLESWITCH);
        } else {
            out.copy(in, start + at, start + old.next(at));
        }
        return true;
    }

    private void choice(ByteWriter out, int at, boolean table) {
        int from = start + at + 4 - (at & 3);
        out.u1(old.opcode(at));
        while ((out.size() & 3) != 0) {
            out.u1(0);
        }
        out.u4(offset(at, from));
        out.copy(in, from + 4, from + (table ? 12 : 8));
        int end = start + old.next(at);
        for (int entry = from + (table ? 12 : 8); entry < end; entry += table ? 4 : 8) {
            if (table) {
                out.u4(offset(at, entry));
            } else {
                out.copy(in, entry, entry + 4).u4(offset(at, entry + 4));
            }
        }
    }

    private int offset(int at, int operand) {
        return labels[at + ClassBytes.u4(in, operand)] - instructions[at];
    }

    /** By position; those behind the last instruction before those in front of the next. Keeps the order of insertion otherwise. */
    private static final class InOrder implements Comparator<Insertion> {
        @Override
        public int compare(Insertion a, Insertion b) {
            int byPosition = Integer.compare(a.at(), b.at());
            return byPosition != 0 ? byPosition : Boolean.compare(b.behind(), a.behind());
        }
    }
}
