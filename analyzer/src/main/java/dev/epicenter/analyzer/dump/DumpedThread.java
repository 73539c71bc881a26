package dev.epicenter.analyzer.dump;

import dev.epicenter.analyzer.dump.DumpedLock.Use;
import dev.epicenter.model.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A platform thread in a dump, or a virtual thread that one of them carries.
 *
 * @param name   thread name; of a virtual thread its number, since the dump does not tell the name
 * @param number Java's id of it, -1 when the dump does not tell
 * @param daemon whether it is a daemon
 * @param state  name of the {@link Thread.State}, empty of threads that run no Java code and of carriers
 * @param frames innermost first, as many as are kept
 * @param locks  what it holds and waits for
 */
public record DumpedThread(
        String name, long number, boolean daemon, String state, List<Frame> frames, List<DumpedLock> locks) {
    /** How java.util.concurrent waits for a lock, by the method that was called. A condition or a latch is none. */
    private static final Set<String> ACQUIRES = Set.of(
            "lock", "lockInterruptibly", "tryLock", "readLock", "writeLock", "acquire", "acquireUninterruptibly");

    private static final Set<String> LOCKS = Set.of(
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
            "java.util.concurrent.locks.StampedLock",
            "java.util.concurrent.Semaphore");

    public DumpedThread {
        frames = List.copyOf(frames);
        locks = List.copyOf(locks);
    }

    /** The lock that it cannot get, be it a monitor, one of java.util.concurrent, or a class that another initialises. */
    public Optional<DumpedLock> blockedOn() {
        return locks.stream()
                .filter(l -> switch (l.use()) {
                    case ENTERING, CLASS_INIT -> true;
                    case PARKED_FOR -> acquires();
                    case LOCKED, WAITED_ON, OWNED -> false;
                })
                .findFirst();
    }

    private boolean acquires() {
        return frames.stream().filter(f -> LOCKS.contains(f.type())).anyMatch(f -> ACQUIRES.contains(f.method()));
    }

    /** Keys of what it has: see {@link #key}. */
    Set<String> held() {
        Set<String> held = new HashSet<>();
        for (DumpedLock lock : locks) {
            if (lock.use() == Use.LOCKED || lock.use() == Use.OWNED) {
                held.add(key(lock));
            }
        }
        for (DumpedLock lock : locks) {
            if (lock.use() == Use.WAITED_ON || lock.use() == Use.ENTERING) {
                held.remove(key(lock));
            }
        }
        held.remove("");
        for (Frame frame : frames) {
            if (frame.method().equals("<clinit>")) {
                held.add(key(new DumpedLock(Use.CLASS_INIT, "", frame.type(), 0)));
            }
        }
        return held;
    }

    /** Equal for what one thread waits for and another has. */
    static String key(DumpedLock lock) {
        return lock.use() == Use.CLASS_INIT ? "class " + lock.type() : lock.address();
    }

    /** Whether some frame is of that method. */
    public boolean passes(String type, String method) {
        return frames.stream().anyMatch(f -> f.type().equals(type) && f.method().equals(method));
    }
}
