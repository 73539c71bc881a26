package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sinks of one chunk share: its range, and what its numbers of threads, stacks and classes stand for. */
final class ChunkScope {
    /** How far an event's time may be outside the chunk's before it is taken for damage: one hour. A judgement. */
    private static final long SLACK = 3_600_000_000_000L;

    final Dictionary dictionary;
    final StackPool stacks;
    private long start;
    private long end;
    private final List<@Nullable StackTrace> plain = new ArrayList<>();
    private final List<String> kindNames = new ArrayList<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private int[] kindOfThread = new int[0];

    /**
     * @param start of the chunk in nanoseconds since the epoch, {@link Event#NEVER} when unknown
     * @param end   of the chunk, the same as its start when unknown
     */
    ChunkScope(Dictionary dictionary, StackPool stacks, long start, long end) {
        this.dictionary = dictionary;
        this.stacks = stacks;
        this.start = start;
        this.end = end;
    }

    /** Sets the range, where only the content tells. */
    void setRange(long from, long to) {
        start = from;
        end = to;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** Whether an event of this time can be of this chunk; bits flip in times, too. */
    boolean isPlausible(long at) {
        if (at == Event.NEVER || start == Event.NEVER) {
            return at != Event.NEVER;
        }
        return at >= start - SLACK && (end == start || at <= end + SLACK);
    }

    /** The stack of an event that is not a throw. */
    StackTrace plain(int stack) {
        if (stack < 0) {
            return StackTrace.EMPTY;
        }
        while (plain.size() <= stack) {
            plain.add(null);
        }
        StackTrace known = plain.get(stack);
        if (known == null) {
            known = stacks.plain(dictionary, stack);
            plain.set(stack, known);
        }
        return known;
    }

    ThreadInfo thread(int number) {
        return number < 0 ? ThreadInfo.UNKNOWN : dictionary.thread(number);
    }

    /** All threads that have a number. */
    List<ThreadInfo> threads() {
        List<ThreadInfo> all = new ArrayList<>();
        for (int n = 0; n < dictionary.threads(); n++) {
            all.add(dictionary.thread(n));
        }
        return all;
    }

    String className(int number) {
        return number < 0 ? "" : dictionary.className(number);
    }

    /** Number of a thread's kind: its name with each run of digits replaced by {@code #}. */
    int kind(int thread) {
        if (thread < 0) {
            return kindNumber("");
        }
        if (thread >= kindOfThread.length) {
            kindOfThread = java.util.Arrays.copyOf(kindOfThread, Math.max(64, thread * 2));
        }
        if (kindOfThread[thread] == 0) {
            kindOfThread[thread] = kindNumber(kind(dictionary.thread(thread).name())) + 1;
        }
        return kindOfThread[thread] - 1;
    }

    private int kindNumber(String kind) {
        Integer known = kinds.get(kind);
        if (known == null) {
            known = kindNames.size();
            kinds.put(kind, known);
            kindNames.add(kind);
        }
        return known;
    }

    String kindName(int kind) {
        return kindNames.get(kind);
    }

    /** A thread's name with each run of digits replaced by {@code #}. */
    static String kind(String name) {
        StringBuilder kind = new StringBuilder(name.length());
        boolean digits = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                kind.append(c);
            } else if (!digits) {
                kind.append('#');
            }
            digits = digit;
        }
        return kind.toString();
    }
}
