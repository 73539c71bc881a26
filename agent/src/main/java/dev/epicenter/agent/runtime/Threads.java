package dev.epicenter.agent.runtime;

/** The agent's own threads. */
public final class Threads {
    private Threads() {}

    /** A daemon thread without the application's class loader or thread group; not started. What it does is not recorded. */
    public static Thread daemon(Runnable work, String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group; parent != null; parent = parent.getParent()) {
            group = parent;
        }
        Thread thread = new Thread(group, new Unrecorded(work), name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private static final class Unrecorded implements Runnable {
        private final Runnable work;

        Unrecorded(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            ThreadState.get().busy = true;
            work.run();
        }
    }
}
