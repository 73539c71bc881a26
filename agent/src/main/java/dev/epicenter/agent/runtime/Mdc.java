package dev.epicenter.agent.runtime;

/** Puts the trace id into the logging context of threads, if asked for. */
final class Mdc {
    private Mdc() {}

    static void changed(Task before, Task now, ThreadState thread) {}
}
