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
 * hash of their frames' names and lines, so that a stack that was seen before costs no objects. Safe for several threads.
 */
final class StackPool {
    /** Stacks and frames shared across chunks at most; beyond, new ones are still right but not shared. A judgement. */
    private static final int MAX_SHARED = 200_000;

    /** Frames that the agent gives as text at most. */
    private static final int TEXT_FRAMES = 24;

    /** Frames that a recorder leaves above Throwable's constructor at most. */
    private static final int TRACER = 5;

    private final Map<Long, Frame> frames = new HashMap<>();
    private final Map<Long, StackTrace> stacks = new HashMap<>();
    /** Stacks of Throwables by their class and what a text would have of them. */
    private final Map<Long, StackTrace> asText = new HashMap<>();

    /** Frames by what a text would have of them: a text has no descriptors. */
    private final Map<Long, Frame> framesAsText = new HashMap<>();

    private final Frames recorded = new Frames();
    private int deepestCut;

    /** A stack that is not a Throwable's. */
    StackTrace plain(Dictionary dictionary, int stack) {
        return failure(dictionary, stack, "");
    }

    /** The stack of a Throwable of class {@code type}, its constructors kept apart. */
    synchronized StackTrace failure(Dictionary dictionary, int stack, String type) {
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
                if (!type.isEmpty()) {
                    asText.put(textHash(type, known.frames()), known);
                }
            }
        }
        return known;
    }

    /** Most frames seen since the last call on a stack that the recorder cut: its stack depth; 0 when none was cut. */
    synchronized int takeDeepestCut() {
        int deepest = deepestCut;
        deepestCut = 0;
        return deepest;
    }

    private long hash(Dictionary dictionary, String type) {
        long hash = Hash.mix(Hash.of(type), recorded.truncated() ? 1 : 0);
        for (int i = 0; i < recorded.size(); i++) {
            MethodInfo method = dictionary.method(recorded.method(i));
            hash = Hash.mix(hash, method.hash() + line(method, i, !type.isEmpty()));
        }
        return hash;
    }

    /**
     * Line of a frame. Where in Throwable's constructor a throw was recorded tells who recorded it, the JVM or the agent, and
     * nothing else.
     */
    private int line(MethodInfo method, int frame, boolean ofFailure) {
        boolean base = ofFailure
                && frame < TRACER
                && method.type().equals("java.lang.Throwable")
                && method.name().equals("<init>");
        return base ? 0 : recorded.line(frame);
    }

    private StackTrace convert(Dictionary dictionary, String type) {
        List<Frame> all = new ArrayList<>(recorded.size());
        for (int i = 0; i < recorded.size(); i++) {
            MethodInfo method = dictionary.method(recorded.method(i));
            all.add(frame(method, line(method, i, !type.isEmpty())));
        }
        boolean cut = recorded.truncated();
        int start = 0;
        while (start < all.size()
                && FrameNames.isTracer(all.get(start).type(), all.get(start).method())) {
            start++;
        }
        if (type.isEmpty()) {
            boolean agents = start > 0 && FrameNames.isAgent(all.get(0).type());
            return new StackTrace(List.of(), agents ? all.subList(start, all.size()) : all, cut);
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

    /**
     * The stack of a Throwable of class {@code type} that is recorded as text: {@code com.acme.Orders.place:42}, innermost first,
     * one a line, at most {@value #TEXT_FRAMES}. Where such a stack was recorded otherwise it is that one.
     */
    synchronized StackTrace told(String type, String text) {
        List<Frame> frames = new ArrayList<>();
        for (String line : text.split("\n")) {
            int colon = line.lastIndexOf(':');
            String method = colon < 0 ? line : line.substring(0, colon);
            int dot = method.lastIndexOf('.');
            if (dot > 0) {
                frames.add(frame(method.substring(0, dot), method.substring(dot + 1), number(line, colon)));
            }
        }
        StackTrace known = asText.get(textHash(type, frames));
        if (known != null) {
            return known;
        }
        return frames.isEmpty() ? StackTrace.EMPTY : new StackTrace(List.of(), frames, frames.size() >= TEXT_FRAMES);
    }

    private static long textHash(String type, List<Frame> frames) {
        long hash = Hash.of(type);
        for (Frame frame : frames.subList(0, Math.min(TEXT_FRAMES, frames.size()))) {
            hash = Hash.mix(hash, textHash(frame));
        }
        return hash;
    }

    private static long textHash(Frame frame) {
        return Hash.mix(Hash.of(frame.type()), Hash.of(frame.method())) + frame.line();
    }

    /** The frame as it was recorded with other stacks, if it was. */
    private Frame frame(String type, String method, int line) {
        Frame told = new Frame(type, method, "", line, "");
        return framesAsText.getOrDefault(textHash(told), told);
    }

    private static int number(String line, int colon) {
        try {
            return colon < 0 ? 0 : Integer.parseInt(line, colon + 1, line.length(), 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** One frame. */
    synchronized Frame frame(MethodInfo method, int line) {
        long hash = Hash.mix(method.hash(), line);
        Frame known = frames.get(hash);
        if (known == null) {
            known = new Frame(method.type(), method.name(), method.descriptor(), line, method.module());
            if (frames.size() < MAX_SHARED) {
                frames.put(hash, known);
                framesAsText.putIfAbsent(textHash(known), known);
            }
        }
        return known;
    }
}
