package dev.epicenter.agent.core.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The code of a method, as it is and with what is to be inserted. Positions are those in the code as it is. */
public final class CodeBytes {
    private static final int LONGEST = 0xffff;

    private final ClassBytes type;
    private final byte[] in;
    private final int attribute;
    private final int start;
    private final int length;
    private final int handlers;
    private final int attributes;
    private final List<Insertion> insertions = new ArrayList<>();
    /** A handler for all of the method that is put behind its end; null when there is none. */
    private byte @Nullable [] lastHandler;

    private int lastHandlerThis;
    private int lastHandlerStack;

    CodeBytes(ClassBytes type, int attribute) {
        this.type = type;
        this.in = type.in;
        this.attribute = attribute;
        this.start = attribute + 14;
        this.length = ClassBytes.u4(in, attribute + 10);
        this.handlers = start + length;
        this.attributes = handlers + 2 + 8 * type.u2(handlers);
    }

    /** How many bytes of code there are. */
    public int length() {
        return length;
    }

    public int opcode(int at) {
        return in[start + at] & 0xff;
    }

    /** The position of the next instruction. */
    public int next(int at) {
        return at + Bytecode.length(in, start + at, start);
    }

    /** The two bytes behind the opcode, as a number without sign: a constant, for most instructions that have them. */
    public int operand(int at) {
        return type.u2(start + at + 1);
    }

    /** The local variable that a load or store of that kind works on, -1 when the instruction is none. */
    public int variable(int at, int plain, int shortest) {
        int opcode = opcode(at);
        if (opcode == plain) {
            return in[start + at + 1] & 0xff;
        }
        if (opcode >= shortest && opcode < shortest + 4) {
            return opcode - shortest;
        }
        return opcode == Bytecode.WIDE && opcode(at + 1) == plain ? type.u2(start + at + 2) : -1;
    }

    public int handlerCount() {
        return type.u2(handlers);
    }

    /** First covered position of an entry of the exception table. */
    public int coveredFrom(int entry) {
        return type.u2(handlers + 2 + 8 * entry);
    }

    /** Position of the handler of an entry of the exception table. */
    public int handler(int entry) {
        return type.u2(handlers + 2 + 8 * entry + 4);
    }

    /** Class constant of what an entry of the exception table catches, 0 for anything. */
    public int caught(int entry) {
        return type.u2(handlers + 2 + 8 * entry + 6);
    }

    /** Calls back for each jump there is. */
    public void forEachJump(JumpVisitor visitor) {
        for (int at = 0; at < length; at = next(at)) {
            int opcode = opcode(at);
            if (Bytecode.isJump(opcode)) {
                visitor.jump(at, at + (short) operand(at));
            } else if (Bytecode.isWideJump(opcode)) {
                visitor.jump(at, at + ClassBytes.u4(in, start + at + 1));
            } else if (Bytecode.isSwitch(opcode)) {
                int padded = start + at + 4 - (at & 3);
                visitor.jump(at, at + ClassBytes.u4(in, padded));
                int step = opcode == Bytecode.TABLESWITCH ? 4 : 8;
                for (int target = padded + 12; target < start + next(at); target += step) {
                    visitor.jump(at, at + ClassBytes.u4(in, target));
                }
            }
        }
    }

    /** Gets the jumps of a method. */
    public interface JumpVisitor {
        void jump(int from, int to);
    }

    /** Line numbers in the order of the tables: position, line, position, line, and so on. */
    public int[] lines() {
        ByteWriter found = new ByteWriter(0);
        int count = 0;
        for (int at = first("LineNumberTable"); at > 0; at = following(at, "LineNumberTable")) {
            int entries = type.u2(at + 6);
            found.copy(in, at + 8, at + 8 + 4 * entries);
            count += entries;
        }
        byte[] bytes = found.toArray();
        int[] lines = new int[2 * count];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        return lines;
    }

    /** Position behind the scope of a variable that begins at a position; -1 when the tables do not tell. */
    public int scopeEnd(int variable, int from) {
        for (int at = first("LocalVariableTable"); at > 0; at = following(at, "LocalVariableTable")) {
            for (int i = 0; i < type.u2(at + 6); i++) {
                int entry = at + 8 + 10 * i;
                if (type.u2(entry) == from && type.u2(entry + 8) == variable) {
                    return from + type.u2(entry + 2);
                }
            }
        }
        return -1;
    }

    /** Stack map frames with types of local variables, null when there are none. */
    public @Nullable StackMap stackMap(boolean isStatic, String descriptor) {
        int at = first("StackMapTable");
        return at < 0 ? null : new StackMap(type, in, at, isStatic, descriptor);
    }

    private int first(String name) {
        return find(attributes + 2, type.u2(attributes), name);
    }

    private int following(int at, String name) {
        int next = at + 6 + ClassBytes.u4(in, at + 2);
        int left = 0;
        for (int a = attributes + 2, i = type.u2(attributes); i > 0; i--, a += 6 + ClassBytes.u4(in, a + 2)) {
            left += a >= next ? 1 : 0;
        }
        return find(next, left, name);
    }

    private int find(int from, int count, String name) {
        int at = from;
        for (int i = 0; i < count; i++) {
            if (type.isUtf8(type.u2(at), name)) {
                return at;
            }
            at += 6 + ClassBytes.u4(in, at + 2);
        }
        return -1;
    }

    /**
     * Inserts code in front of an instruction. What jumps there runs it as well, and so does a handler that begins there.
     *
     * @param stack places on the stack that it needs beside those that are taken
     */
    public void insertAt(int at, byte[] code, int stack) {
        insertions.add(new Insertion(at, false, code, stack));
    }

    /** Inserts code in front of an instruction, between it and the one before: what jumps there does not run it. */
    public void insertBehindLast(int at, byte[] code, int stack) {
        insertions.add(new Insertion(at, true, code, stack));
    }

    /**
     * Covers the whole method by a handler that is asked after all others. At its beginning {@code this}, in methods that have it, and
     * the exception are known to the verifier, nothing else.
     *
     * @param thisClass class constant of {@code this}, 0 in a static method
     * @param stack     places on the stack that it needs beside that of the exception
     */
    public void coverAll(byte[] handler, int thisClass, int stack) {
        lastHandler = handler;
        lastHandlerThis = thisClass;
        lastHandlerStack = stack + 1;
    }

    /** Writes the attribute with everything inserted; false, and nothing written, when that would be too long. */
    boolean write(ByteWriter out) {
        Relocation moved = new Relocation(this, in, start, insertions);
        ByteWriter code = moved.code();
        if (code == null || code.size() + (lastHandler == null ? 0 : lastHandler.length) > LONGEST) {
            return false;
        }
        ByteWriter body = new ByteWriter(code.size() + 256);
        int end = code.size();
        if (lastHandler != null) {
            code.copy(lastHandler);
        }
        body.u2(type.u2(attribute + 6) + stack())
                .u2(type.u2(attribute + 8))
                .u4(code.size())
                .copy(code);
        exceptionTable(body, moved, end);
        CodeAttributes rest = new CodeAttributes(type, attributes, moved);
        if (lastHandler != null) {
            rest.addHandlerFrame(end, lastHandlerThis);
        }
        rest.write(body);
        out.copy(in, attribute, attribute + 2).u4(body.size()).copy(body);
        return true;
    }

    private int stack() {
        int most = lastHandlerStack;
        for (Insertion insertion : insertions) {
            most = Math.max(most, insertion.stack());
        }
        return most;
    }

    private void exceptionTable(ByteWriter out, Relocation moved, int end) {
        int count = handlerCount();
        out.u2(count + (lastHandler == null ? 0 : 1));
        for (int i = 0; i < count; i++) {
            int entry = handlers + 2 + 8 * i;
            out.u2(moved.label(type.u2(entry)))
                    .u2(moved.label(type.u2(entry + 2)))
                    .u2(moved.label(type.u2(entry + 4)))
                    .u2(type.u2(entry + 6));
        }
        if (lastHandler != null) {
            out.u2(0).u2(end).u2(end).u2(0);
        }
    }
}
