package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.IMCPackage;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCType;

/**
 * Turns JMC's stacks into ours, so that equal frames and equal stacks are one object. JMC shares a constant within a chunk, so
 * identity is the key there; across chunks it is the content.
 */
final class StackPool {
    /** Stacks and frames shared across chunks at most; beyond, new ones are still right but not shared. A judgement. */
    private static final int MAX_SHARED = 200_000;

    private final Map<Frame, Frame> frames = new HashMap<>();
    private final Map<Key, StackTrace> stacks = new HashMap<>();
    private final Map<IMCMethod, Map<Integer, Frame>> chunkFrames = new IdentityHashMap<>();
    private final Map<IMCStackTrace, Converted> chunkStacks = new IdentityHashMap<>();
    private int deepestCut;

    private record Converted(String type, StackTrace stack) {}

    /** A stack whose frames are shared, so that their identity will do for the hash. */
    private static final class Key {
        private final StackTrace stack;
        private final int hash;

        Key(StackTrace stack) {
            this.stack = stack;
            int all = stack.construction().size();
            for (Frame frame : stack.construction()) {
                all = 31 * all + System.identityHashCode(frame);
            }
            for (Frame frame : stack.frames()) {
                all = 31 * all + System.identityHashCode(frame);
            }
            this.hash = all;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && hash == key.hash && stack.equals(key.stack);
        }
    }

    /** Forgets what is only valid within a chunk. */
    void endChunk() {
        chunkFrames.clear();
        chunkStacks.clear();
    }

    /** Most frames seen on a stack that the recorder cut: its stack depth; 0 when none was cut. */
    int deepestCut() {
        return deepestCut;
    }

    /** A stack that is not a Throwable's. */
    StackTrace plain(@Nullable IMCStackTrace from) {
        return failure(from, "");
    }

    /** The stack of a Throwable of class {@code type}, its constructors kept apart. */
    StackTrace failure(@Nullable IMCStackTrace from, String type) {
        if (from == null || from.getFrames().isEmpty()) {
            return StackTrace.EMPTY;
        }
        Converted known = chunkStacks.get(from);
        if (known != null && known.type.equals(type)) {
            return known.stack;
        }
        StackTrace stack = share(convert(from, type));
        chunkStacks.put(from, new Converted(type, stack));
        return stack;
    }

    private StackTrace convert(IMCStackTrace from, String type) {
        List<? extends IMCFrame> recorded = from.getFrames();
        List<Frame> all = new ArrayList<>(recorded.size());
        for (IMCFrame frame : recorded) {
            all.add(frame(frame));
        }
        boolean cut = from.getTruncationState().isTruncated();
        if (cut) {
            deepestCut = Math.max(deepestCut, all.size());
        }
        if (type.isEmpty()) {
            return new StackTrace(List.of(), all, cut);
        }
        int start = 0;
        while (start < all.size()
                && FrameNames.isTracer(all.get(start).type(), all.get(start).method())) {
            start++;
        }
        int builder = builder(all, start, type);
        return new StackTrace(all.subList(start, builder), all.subList(builder, all.size()), cut);
    }

    /** Index of the frame that built the Throwable: the first one after the constructors of its own class. */
    private static int builder(List<Frame> frames, int start, String type) {
        int end = start;
        while (end < frames.size() && frames.get(end).method().equals("<init>")) {
            end++;
        }
        int own = start;
        while (own < end && !frames.get(own).type().equals(type)) {
            own++;
        }
        if (own < end) {
            while (own < end && frames.get(own).type().equals(type)) {
                own++;
            }
            return own;
        }
        int base = start;
        while (base < end && FrameNames.isBaseThrowable(frames.get(base).type())) {
            base++;
        }
        return base;
    }

    /** One frame. */
    Frame frame(IMCFrame from) {
        Integer recorded = from.getFrameLineNumber();
        Integer line = recorded == null || recorded < 0 ? Integer.valueOf(0) : recorded;
        IMCMethod method = from.getMethod();
        if (method == null) {
            return new Frame("", "", "", line, "");
        }
        return chunkFrames
                .computeIfAbsent(method, m -> new HashMap<>(2))
                .computeIfAbsent(line, l -> share(convert(method, l)));
    }

    private static Frame convert(IMCMethod method, int line) {
        IMCType type = method.getType();
        String module = "";
        if (type != null) {
            IMCPackage inPackage = type.getPackage();
            if (inPackage != null && inPackage.getModule() != null) {
                module = text(inPackage.getModule().getName());
            }
        }
        return new Frame(name(type), text(method.getMethodName()), text(method.getFormalDescriptor()), line, module);
    }

    /** Binary class name, empty when there is none. */
    static String name(@Nullable IMCType type) {
        return type == null ? "" : text(type.getFullName());
    }

    private static String text(@Nullable String recorded) {
        return recorded == null ? "" : recorded;
    }

    private Frame share(Frame frame) {
        Frame known = frames.get(frame);
        if (known == null) {
            known = frame;
            if (frames.size() < MAX_SHARED) {
                frames.put(frame, frame);
            }
        }
        return known;
    }

    private StackTrace share(StackTrace stack) {
        Key key = new Key(stack);
        StackTrace known = stacks.get(key);
        if (known == null) {
            known = stack;
            if (stacks.size() < MAX_SHARED) {
                stacks.put(key, stack);
            }
        }
        return known;
    }
}
