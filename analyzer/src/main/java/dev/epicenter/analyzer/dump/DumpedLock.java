package dev.epicenter.analyzer.dump;

/**
 * What a thread holds or waits for, at one of its frames.
 *
 * @param use     whether it is held or waited for
 * @param address tells locks apart within one dump, empty when the dump has none
 * @param type    class of the lock object; of {@link Use#CLASS_INIT} the class that is initialised
 * @param depth   frames above the one it belongs to, 0 for the innermost
 */
public record DumpedLock(Use use, String address, String type, int depth) {
    /** What the thread does with it. */
    public enum Use {
        /** Its monitor is held. In {@code Object.wait} it is not: see {@link #WAITED_ON}. */
        LOCKED,
        /** Waits to enter its monitor. */
        ENTERING,
        /** In {@code Object.wait} on it, having let go of it. */
        WAITED_ON,
        /** Parked for it: a lock, a condition, a latch or a queue of java.util.concurrent. */
        PARKED_FOR,
        /** Waits until another thread has initialised the class. */
        CLASS_INIT,
        /** A lock of java.util.concurrent is held; only dumps with the option for it tell. */
        OWNED
    }
}
