package dev.epicenter.analyzer.jfr;

import java.util.List;

/** Decodes the frames of stacks. */
final class StackReader {
    private static final List<String> STACK_FIELDS = List.of("truncated", "frames");
    private static final List<String> FRAME_FIELDS = List.of("method", "lineNumber");
    /** Frames that the recorder takes at most. Source: its option stackdepth. */
    private static final int MAX_FRAMES = 2_048;
    /** Bytes that they have at most: 24 each where numbers are not compressed. */
    private static final int MAX_BYTES = 1 << 16;

    private final Cursor in;
    private final Plan stack;
    private final Plan frame;
    private final long[] values = new long[2];

    private StackReader(Cursor in, Plan stack, Plan frame) {
        this.in = in;
        this.stack = stack;
        this.frame = frame;
    }

    /**
     * A reader of a chunk's stacks.
     *
     * @param in a cursor of its own
     * @throws Malformed when the types are not those of stacks
     */
    static StackReader of(Metadata types, Type stackTrace, Cursor in) {
        Plan stack = types.plan(stackTrace, in.compressed, STACK_FIELDS);
        Type frame = types.type(stack.slot(1).type());
        if (stack.slot(1).kind() != Plan.Kind.ARRAY || frame == null) {
            throw Malformed.INSTANCE;
        }
        return new StackReader(in, stack, types.elementPlan(frame, in.compressed, FRAME_FIELDS));
    }

    /** Reads the stack at a position; of a damaged one the frames before the damage. */
    void read(long position, ChunkDictionary dictionary, Frames into) {
        try {
            in.seekUpTo(position, MAX_BYTES);
            values[0] = 0;
            stack.run(in, values);
            into.setTruncated(values[0] != 0);
            int count = Math.min(in.count(), MAX_FRAMES);
            for (int i = 0; i < count; i++) {
                int start = in.at;
                frame.run(in, values);
                if (in.at > in.end || in.at == start) {
                    throw Malformed.INSTANCE;
                }
                into.add(dictionary.methodNumber(values[0]), (int) values[1]);
            }
        } catch (Malformed | IndexOutOfBoundsException e) {
            return;
        }
    }
}
