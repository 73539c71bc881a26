package dev.epicenter.model;

/** Why HotSpot gave up. */
public enum CrashKind {
    /** A signal, or on Windows an exception, that no handler of the virtual machine expected. */
    SIGNAL("signal"),
    /** A check inside the virtual machine failed: assert, guarantee, fatal error. */
    VM_ERROR("vm-error"),
    /** The operating system refused memory or a thread to the virtual machine itself. */
    NATIVE_MEMORY("native-memory"),
    /** An OutOfMemoryError with {@code -XX:+CrashOnOutOfMemoryError}. */
    JAVA_MEMORY("java-memory"),
    /** The log breaks off before it says so. */
    UNKNOWN("unknown");

    private final String id;

    CrashKind(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
