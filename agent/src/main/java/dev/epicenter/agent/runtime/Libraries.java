package dev.epicenter.agent.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Classes of libraries that the agent works with if the application has them: tracing and logging. Held weakly, since each web application may
 * have its own.
 */
public final class Libraries {
    /** {@code io.opentelemetry.api.trace.Span}, also under the name that OpenTelemetry's agent gives it. */
    public static final String SPAN = "opentelemetry/api/trace/Span";
    /** {@code org.slf4j.MDC}. */
    public static final String MDC = "org/slf4j/MDC";
    /** {@code org.apache.logging.log4j.ThreadContext}. */
    public static final String THREAD_CONTEXT = "org/apache/logging/log4j/ThreadContext";

    private static final int MOST = 16;

    static final CopyOnWriteArrayList<WeakReference<Class<?>>> SPANS = new CopyOnWriteArrayList<>();
    static final CopyOnWriteArrayList<WeakReference<Class<?>>> CONTEXTS = new CopyOnWriteArrayList<>();

    /** Whether there are spans: most processes have none, and are not to pay for them. */
    static volatile boolean traced;

    private Libraries() {}

    /** Whether a class is one of them, by its internal name. */
    public static boolean isOne(String internalName) {
        return internalName.endsWith(SPAN) || internalName.equals(MDC) || internalName.equals(THREAD_CONTEXT);
    }

    /** One of them is there. */
    public static void found(Class<?> type) {
        boolean span = type.getName().endsWith(".Span");
        CopyOnWriteArrayList<WeakReference<Class<?>>> known = span ? SPANS : CONTEXTS;
        for (WeakReference<Class<?>> each : known) {
            if (each.refersTo(type)) {
                return;
            }
            if (each.refersTo(null)) {
                known.remove(each);
            }
        }
        if (known.size() < MOST) {
            known.add(new WeakReference<>(type));
        }
        traced |= span;
    }

    /** The class, null when it has been unloaded. */
    static @Nullable Class<?> get(WeakReference<Class<?>> reference) {
        return reference.get();
    }
}
