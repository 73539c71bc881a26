package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The longest times in which a chunk's threads stood still in code that is not the JDK's alone, as idle workers do. */
final class StallSigns {
    /** Kept of a chunk. */
    private static final int MOST = 400;
    /** Shorter ones tell nothing. A judgement: what a person just notices. */
    private static final long LEAST_NANOS = 100_000_000L;
    /** Pinned virtual threads count from the threshold of their event on. */
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private static final byte OTHERS = 1;
    private static final byte JDK = 2;

    private final ChunkScope scope;
    private final Frames frames = new Frames();
    private final Longest<Row> longest = new Longest<>(MOST, Row::nanos);
    private byte[] kindOfStack = new byte[256];

    /** What was seen, as numbers of the chunk. */
    private record Row(String event, int thread, long at, long nanos, String reason, int stack) {}

    /** A time in which a thread stood still; {@code thread} is its number in the chunk. */
    record Stall(String event, int thread, long at, long nanos, String reason, StackTrace stack) {}

    StallSigns(ChunkScope scope) {
        this.scope = scope;
    }

    void stood(String event, int thread, long at, long nanos, String reason, int stack) {
        if (stack >= 0 && thread >= 0 && (nanos >= LEAST_NANOS || event.equals(PINNED)) && concernsOthers(stack)) {
            longest.add(new Row(event, thread, at, nanos, reason, stack));
        }
    }

    private boolean concernsOthers(int stack) {
        if (stack >= kindOfStack.length) {
            kindOfStack = Arrays.copyOf(kindOfStack, Math.max(stack + 1, kindOfStack.length * 2));
        }
        if (kindOfStack[stack] == 0) {
            kindOfStack[stack] = seek(stack);
        }
        return kindOfStack[stack] == OTHERS;
    }

    private byte seek(int stack) {
        Dictionary dictionary = scope.dictionary;
        dictionary.frames(stack, frames);
        for (int i = 0; i < frames.size(); i++) {
            String type = dictionary.method(frames.method(i)).type();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return OTHERS;
            }
        }
        return JDK;
    }

    List<Stall> all() {
        List<Stall> all = new ArrayList<>();
        longest.all()
                .forEach(r -> all.add(
                        new Stall(r.event(), r.thread(), r.at(), r.nanos(), r.reason(), scope.plain(r.stack()))));
        return all;
    }
}
