package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Classes that failures went through, so that the agent's core looks at their code. A stack without locks, of a bounded
 * height: what does not find room asks again the next time.
 */
public final class CodeRequests {
    private static final int HIGHEST = 1024;
    private static final AtomicReference<@Nullable CodeRequest> TOP = new AtomicReference<>();
    private static final AtomicInteger HEIGHT = new AtomicInteger();
    private static final Marks MARKS = new Marks();

    /** Counts chunks: what was said in an earlier one is said again. */
    static volatile int chunk;

    private static volatile @Nullable Thread reader;
    private static volatile boolean working;

    private CodeRequests() {}

    /** Says who takes them. */
    public static void readBy(@Nullable Thread thread) {
        reader = thread;
    }

    static void of(@Nullable Class<?>[] types) {
        for (Class<?> type : types) {
            if (type == null) {
                return;
            }
            of(type);
        }
    }

    static void of(Class<?> type) {
        int[] mark = MARKS.get(type);
        int now = chunk;
        if (mark[0] != now && HEIGHT.get() < HIGHEST) {
            mark[0] = now;
            push(new CodeRequest(type));
        }
    }

    private static void push(CodeRequest request) {
        HEIGHT.incrementAndGet();
        CodeRequest below;
        do {
            below = TOP.get();
            request.below = below;
        } while (!TOP.compareAndSet(below, request));
        Thread waiting = reader;
        if (below == null && waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** All requests so far, the last one first; null when there are none. */
    public static @Nullable CodeRequest takeAll() {
        working = true;
        CodeRequest top = TOP.getAndSet(null);
        int taken = 0;
        for (CodeRequest request = top; request != null; request = request.below) {
            taken++;
        }
        HEIGHT.addAndGet(-taken);
        working = top != null;
        return top;
    }

    /** Waits until those made so far have been taken and worked off, but not for long. */
    static void await(long nanos) {
        long until = System.nanoTime() + nanos;
        while ((TOP.get() != null || working) && reader != null && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** In which chunk a class was asked for last; kept with the class. */
    private static final class Marks extends ClassValue<int[]> {
        @Override
        protected int[] computeValue(Class<?> type) {
            return new int[] {-1};
        }
    }
}
