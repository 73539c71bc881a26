package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.Hash;
import dev.epicenter.analyzer.jfr.MethodInfo;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes stacks of what recordings hold, so that equal frames and equal stacks are one object over all chunks. Told apart by a
 * hash of their frames' names and lines, so that a stack that was seen before costs no objects.
 */
final class StackPool {
    /** Stacks and frames shared across chunks at most; beyond, new ones are still right but not shared. A judgement. */
    private static final int MAX_SHARED = 200_000;

    private final Map<Long, Frame> frames = new HashMap<>();
    private final Map<Long, StackTrace> stacks = new HashMap<>();
    private final Frames recorded = new Frames();
    private int deepestCut;

    /** A stack that is not a Throwable's. */
    StackTrace plain(Dictionary dictionary, int stack) {
        return failure(dictionary, stack, "");
    }

    /** The stack of a Throwable of class {@code type}, its constructors kept apart. */
    StackTrace failure(Dictionary dictionary, int stack, String type) {
        dictionary.frames(stack, recorded);
        if (recorded.size() == 0) {
            return StackTrace.EMPTY;
        }
        if (recorded.truncated()) {
            deepestCut = Math.max(deepestCut, recorded.size());
        }
        long hash = hash(dictionary, type);
        StackTrace known = stacks.get(hash);
        if (known == null) {
            known = convert(dictionary, type);
            if (stacks.size() < MAX_SHARED) {
                stacks.put(hash, known);
            }
        }
        return known;
    }

    /** Most frames seen since the last call on a stack that the recorder cut: its stack depth; 0 when none was cut. */
    int takeDeepestCut() {
        int deepest = deepestCut;
        deepestCut = 0;
        return deepest;
    }

    private long hash(Dictionary dictionary, String type) {
        long hash = Hash.mix(Hash.of(type), recorded.truncated() ? 1 : 0);
        for (int i = 0; i < recorded.size(); i++) {
            hash = Hash.mix(hash, dictionary.method(recorded.method(i)).hash() + recorded.line(i));
        }
        return hash;
    }

    private StackTrace convert(Dictionary dictionary, String type) {
        List<Frame> all = new ArrayList<>(recorded.size());
        for (int i = 0; i < recorded.size(); i++) {
            all.add(frame(dictionary.method(recorded.method(i)), recorded.line(i)));
        }
        boolean cut = recorded.truncated();
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
    Frame frame(MethodInfo method, int line) {
        long hash = Hash.mix(method.hash(), line);
        Frame known = frames.get(hash);
        if (known == null) {
            known = new Frame(method.type(), method.name(), method.descriptor(), line, method.module());
            if (frames.size() < MAX_SHARED) {
                frames.put(hash, known);
            }
        }
        return known;
    }
}
