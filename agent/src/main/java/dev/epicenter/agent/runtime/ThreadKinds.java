package dev.epicenter.agent.runtime;

/** What kind of thread it is; JDK 17 has no virtual ones, and no method that tells. */
final class ThreadKinds {
    private ThreadKinds() {}

    static boolean isVirtual(Thread thread) {
        Class<?> type = thread.getClass();
        return type.getClassLoader() == null && type.getName().endsWith("VirtualThread");
    }
}
