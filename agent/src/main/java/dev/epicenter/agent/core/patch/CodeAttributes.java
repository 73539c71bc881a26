package dev.epicenter.agent.core.patch;

/**
 * The attributes of a method's code, moved along with it. Type annotations of instructions and variables are left out: they name
 * positions, and nothing can ask for them at run time.
 */
final class CodeAttributes {
    private static final int SAME_LOCALS_1_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private final ClassBytes type;
    private final byte[] in;
    private final int attributes;
    private final Relocation moved;
    private int handlerAt = -1;
    private int handlerThis;
    private int at;

    CodeAttributes(ClassBytes type, int attributes, Relocation moved) {
        this.type = type;
        this.in = type.in;
        this.attributes = attributes;
        this.moved = moved;
    }

    /** Adds a frame behind all others, at a new position: only {@code this} and an exception. */
    void addHandlerFrame(int position, int thisClass) {
        handlerAt = position;
        handlerThis = thisClass;
    }

    void write(ByteWriter out) {
        int countAt = out.size();
        int count = 0;
        out.u2(0);
        boolean framed = false;
        int from = attributes + 2;
        for (int i = type.u2(attributes); i > 0; i--) {
            int next = from + 6 + ClassBytes.u4(in, from + 2);
            int name = type.u2(from);
            if (type.isUtf8(name, "LineNumberTable")) {
                lineNumbers(out, from);
            } else if (type.isUtf8(name, "LocalVariableTable") || type.isUtf8(name, "LocalVariableTypeTable")) {
                variables(out, from);
            } else if (type.isUtf8(name, "StackMapTable")) {
                framed = true;
                frames(out, from);
            } else if (type.isUtf8(name, "RuntimeVisibleTypeAnnotations")
                    || type.isUtf8(name, "RuntimeInvisibleTypeAnnotations")) {
                count--;
            } else {
                out.copy(in, from, next);
            }
            count++;
            from = next;
        }
        if (handlerAt >= 0 && !framed) {
            out.u2(type.addUtf8("StackMapTable"));
            int sizeAt = out.size();
            out.u4(0).u2(1);
            handlerFrame(out, -1);
            out.setU4(sizeAt, out.size() - sizeAt - 4);
            count++;
        }
        out.setU2(countAt, count);
    }

    private void lineNumbers(ByteWriter out, int from) {
        out.copy(in, from, from + 8);
        for (int i = 0, entry = from + 8; i < type.u2(from + 6); i++, entry += 4) {
            int position = type.u2(entry);
            // What is inserted in front of the first instruction has its line.
            out.u2(position == 0 ? 0 : moved.label(position)).copy(in, entry + 2, entry + 4);
        }
    }

    private void variables(ByteWriter out, int from) {
        out.copy(in, from, from + 8);
        for (int i = 0, entry = from + 8; i < type.u2(from + 6); i++, entry += 10) {
            int begin = type.u2(entry);
            int newBegin = begin == 0 ? 0 : moved.label(begin);
            out.u2(newBegin)
                    .u2(moved.label(begin + type.u2(entry + 2)) - newBegin)
                    .copy(in, entry + 4, entry + 10);
        }
    }

    private void frames(ByteWriter out, int from) {
        int count = type.u2(from + 6);
        int sizeAt = out.size() + 2;
        out.copy(in, from, from + 6).u2(count + (handlerAt < 0 ? 0 : 1));
        at = from + 8;
        int position = -1;
        int last = -1;
        for (int i = 0; i < count; i++) {
            int kind = in[at++] & 0xff;
            position += 1 + delta(kind);
            int now = moved.label(position);
            frame(out, kind, now - last - 1);
            last = now;
        }
        if (handlerAt >= 0) {
            handlerFrame(out, last);
        }
        out.setU4(sizeAt, out.size() - sizeAt - 4);
    }

    private int delta(int kind) {
        if (kind < 64) {
            return kind;
        }
        if (kind < 128) {
            return kind - 64;
        }
        int delta = type.u2(at);
        at += 2;
        return delta;
    }

    private void frame(ByteWriter out, int kind, int delta) {
        if (kind < 64 || kind == SAME_EXTENDED) {
            if (delta < 64) {
                out.u1(delta);
            } else {
                out.u1(SAME_EXTENDED).u2(delta);
            }
        } else if (kind < 128 || kind == SAME_LOCALS_1_EXTENDED) {
            if (delta < 64) {
                out.u1(64 + delta);
            } else {
                out.u1(SAME_LOCALS_1_EXTENDED).u2(delta);
            }
            types(out, 1);
        } else if (kind < SAME_EXTENDED) {
            out.u1(kind).u2(delta);
        } else if (kind < FULL) {
            out.u1(kind).u2(delta);
            types(out, kind - SAME_EXTENDED);
        } else {
            out.u1(FULL).u2(delta);
            counted(out);
            counted(out);
        }
    }

    private void counted(ByteWriter out) {
        int count = type.u2(at);
        at += 2;
        out.u2(count);
        types(out, count);
    }

    private void types(ByteWriter out, int count) {
        for (int i = 0; i < count; i++) {
            int tag = in[at++];
            out.u1(tag);
            if (tag == OBJECT) {
                out.u2(type.u2(at));
                at += 2;
            } else if (tag == UNINITIALIZED) {
                out.u2(moved.instruction(type.u2(at)));
                at += 2;
            }
        }
    }

    private void handlerFrame(ByteWriter out, int last) {
        out.u1(FULL).u2(handlerAt - last - 1);
        if (handlerThis == 0) {
            out.u2(0);
        } else {
            out.u2(1).u1(OBJECT).u2(handlerThis);
        }
        out.u2(1).u1(OBJECT).u2(type.addClass("java/lang/Throwable"));
    }
}
