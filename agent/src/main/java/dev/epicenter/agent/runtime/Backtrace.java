package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Reads what HotSpot keeps in {@code Throwable.backtrace}, so that the place where a throwable is built can be told without a
 * stack walk (which costs a hundred times as much). Layout, seen on JDK 17 to 25: an array of method numbers
 * ({@code short[]}), byte code positions ({@code int[]}), classes and the next such array ({@code Object[]}), 32 frames each. Goes
 * by the types of what it finds; where it finds something else, there is no place, and only the type counts.
 *
 * <p>The numbers mean something in this process only.
 */
final class Backtrace {
    /** Frames of the application that tell one place from another, besides the innermost frame of all. */
    private static final int FRAMES = 3;
    /** Frames looked at to find these. */
    private static final int DEPTH = 16;
    /** Chunks hashed for the whole stack: as many frames as Flight Recorder keeps by default. */
    private static final int CHUNKS = 2;

    private Backtrace() {}

    /** A number for the type and the innermost frames: that of the throw, and the first few outside of the JDK. */
    static long site(Class<?> type, @Nullable Object backtrace) {
        long hash = mix(0x9E3779B97F4A7C15L, System.identityHashCode(type));
        if (!(backtrace instanceof Object[])) {
            return hash;
        }
        Object[] chunk = (Object[]) backtrace;
        short[] methods = methods(chunk);
        int[] positions = positions(chunk);
        Object[] classes = classes(chunk);
        if (methods == null || positions == null || classes == null) {
            return hash;
        }
        int outside = 0;
        for (int i = 0; i < DEPTH && outside < FRAMES && i < classes.length; i++) {
            Object in = classes[i];
            if (!(in instanceof Class)) {
                break;
            }
            boolean jdk = ((Class<?>) in).getClassLoader() == null;
            if (i == 0 || !jdk) {
                hash = mix(hash, frame(in, methods[i], positions[i]));
            }
            if (!jdk) {
                outside++;
            }
        }
        return hash;
    }

    /** A number for the whole stack, 0 when there is none. */
    static long stack(@Nullable Object backtrace) {
        long hash = 0;
        Object next = backtrace;
        for (int n = 0; n < CHUNKS && next instanceof Object[]; n++) {
            Object[] chunk = (Object[]) next;
            short[] methods = methods(chunk);
            int[] positions = positions(chunk);
            Object[] classes = classes(chunk);
            if (methods == null || positions == null || classes == null) {
                return hash;
            }
            for (int i = 0; i < classes.length && classes[i] != null; i++) {
                hash = mix(hash, frame(classes[i], methods[i], positions[i]));
            }
            next = next(chunk, classes);
        }
        return hash;
    }

    /**
     * The classes of the innermost frames, innermost first, outside of the JDK's core and each once.
     *
     * @return a full array or one with nulls at its end
     */
    static @Nullable Class<?>[] classes(@Nullable Object backtrace, int most) {
        @Nullable Class<?>[] found = new Class<?>[most];
        if (!(backtrace instanceof Object[])) {
            return found;
        }
        Object[] classes = classes((Object[]) backtrace);
        int count = 0;
        for (int i = 0; classes != null && i < classes.length && count < most; i++) {
            if (!(classes[i] instanceof Class)) {
                break;
            }
            Class<?> type = (Class<?>) classes[i];
            boolean known = type.getClassLoader() == null;
            for (int j = 0; j < count && !known; j++) {
                known = found[j] == type;
            }
            if (!known) {
                found[count++] = type;
            }
        }
        return found;
    }

    private static long frame(Object in, short method, int position) {
        return (long) System.identityHashCode(in) << 32 ^ (long) method << 48 ^ position & 0xffffffffL;
    }

    private static short @Nullable [] methods(Object[] chunk) {
        for (Object part : chunk) {
            if (part instanceof short[]) {
                return (short[]) part;
            }
        }
        return null;
    }

    private static int @Nullable [] positions(Object[] chunk) {
        for (Object part : chunk) {
            if (part instanceof int[]) {
                return (int[]) part;
            }
        }
        return null;
    }

    private static Object @Nullable [] classes(Object[] chunk) {
        for (Object part : chunk) {
            if (part instanceof Object[] && ((Object[]) part).length > 0 && ((Object[]) part)[0] instanceof Class) {
                return (Object[]) part;
            }
        }
        return null;
    }

    private static @Nullable Object next(Object[] chunk, Object[] classes) {
        for (Object part : chunk) {
            if (part instanceof Object[] && part != classes) {
                return part;
            }
        }
        return null;
    }

    /** Steele and Vigna's mix64, variant 13, as in java.util.SplittableRandom. */
    static long mix(long hash, long value) {
        long z = (hash ^ value) + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
