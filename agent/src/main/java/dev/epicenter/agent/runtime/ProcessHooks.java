package dev.epicenter.agent.runtime;

/** Woven into what ends a process. */
public final class ProcessHooks {
    private ProcessHooks() {}

    /** {@code System.exit} or {@code Runtime.exit} is called. */
    public static void exiting(int status) {
        if (Gate.open() && Part.PROCESS.on) {
            try {
                Shutdowns.requested(status, false);
            } catch (Throwable fault) {
                Faults.in(Part.PROCESS, fault);
            }
        }
    }

    /** {@code Runtime.halt} is called: nothing else will run. */
    public static void halting(int status) {
        if (Gate.open() && Part.PROCESS.on) {
            try {
                Shutdowns.requested(status, true);
                Shutdowns.saveRecording();
            } catch (Throwable fault) {
                Faults.in(Part.PROCESS, fault);
            }
        }
    }

    /** A shutdown hook is about to be started. */
    public static void hookStarting(Object hook) {
        if (Gate.open() && Part.PROCESS.on) {
            try {
                Shutdowns.starting((Thread) hook, ThreadState.get());
            } catch (Throwable fault) {
                Faults.in(Part.PROCESS, fault);
            }
        }
    }
}
