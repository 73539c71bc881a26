package dev.epicenter.agent.runtime;

/** For work of the agent's core in threads of the application: what happens there meanwhile is not recorded. */
public final class Quiet {
    private Quiet() {}

    /** Begins it; false when it had begun already, and then it is not for the caller to end. */
    public static boolean begin() {
        ThreadState thread = ThreadState.get();
        boolean outermost = !thread.busy;
        thread.busy = true;
        return outermost;
    }

    /** Ends it. */
    public static void end() {
        ThreadState.get().busy = false;
    }
}
