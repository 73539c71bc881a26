package dev.epicenter.model;

/**
 * A thread as a fatal error log lists it.
 *
 * @param name   thread name, empty when it has none
 * @param kind   what it does for a living
 * @param state  such as {@code in-native}, {@code in-vm}, {@code in-java}, {@code blocked}; empty when not told
 * @param daemon whether it is a daemon
 * @param osId   the operating system's id, -1 when not told
 */
public record CrashThread(String name, Kind kind, String state, boolean daemon, long osId) {
    /** The log does not name the thread. */
    public static final CrashThread UNKNOWN = new CrashThread("", Kind.UNKNOWN, "", false, -1);

    /** What a thread does for a living. */
    public enum Kind {
        /** Runs Java code. */
        JAVA("java"),
        /** Compiles Java code. */
        COMPILER("compiler"),
        /** Collects garbage. */
        GC("gc"),
        /** Runs operations that stop all others. */
        VM("vm"),
        /** Another thread of the virtual machine. */
        OTHER_VM("other-vm"),
        /** Not attached to the virtual machine. */
        NATIVE("native"),
        UNKNOWN("unknown");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }
    }
}
