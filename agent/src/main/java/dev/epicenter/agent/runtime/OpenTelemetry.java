package dev.epicenter.agent.runtime;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The current span of OpenTelemetry, where its API or its agent is there. */
final class OpenTelemetry {
    private OpenTelemetry() {}

    /** Its trace id, null when there is no span. Call with {@code thread.busy} set: this is code of the application's. */
    static @Nullable String traceId() {
        if (!Libraries.traced) {
            return null;
        }
        for (WeakReference<Class<?>> each : Libraries.SPANS) {
            Class<?> span = Libraries.get(each);
            Object current = span == null ? null : Members.callStatic(span, "current");
            Object id = Members.call(Members.call(current, "getSpanContext"), "getTraceId");
            if (id instanceof String && Hex.isId((String) id, 32)) {
                return (String) id;
            }
        }
        return null;
    }
}
