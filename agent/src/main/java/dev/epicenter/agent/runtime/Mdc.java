package dev.epicenter.agent.runtime;

import java.lang.ref.WeakReference;

/** Puts the trace id into the logging context of threads, if asked for: SLF4J's and Log4j's. */
final class Mdc {
    private Mdc() {}

    /** The thread works for something else now. */
    static void changed(Task before, Task now, ThreadState thread) {
        String key = Settings.mdcKey;
        if (key == null || before.trace == now.trace || thread.busy || Libraries.CONTEXTS.isEmpty()) {
            return;
        }
        thread.busy = true;
        try {
            for (WeakReference<Class<?>> each : Libraries.CONTEXTS) {
                Class<?> context = Libraries.get(each);
                if (context != null && now.trace.inherited) {
                    Members.callStatic(context, "put", key, now.trace.id());
                } else if (context != null) {
                    Members.callStatic(context, "remove", key);
                }
            }
        } finally {
            thread.busy = false;
        }
    }
}
