package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** Woven into catch blocks. */
public final class HandlerHooks {
    private HandlerHooks() {}

    /** As the first thing in a catch block of class {@code in}, which is null in classes too old for class constants. */
    public static void caught(Throwable throwable, @Nullable Class<?> in, int siteId) {
        if (Gate.open() && Part.HANDLERS.on) {
            try {
                Handlers.caught(throwable, in, siteId);
            } catch (Throwable fault) {
                Faults.in(Part.HANDLERS, fault);
            }
        }
    }

    /** Before a throw in a catch block. */
    public static void thrown(@Nullable Throwable thrown, Throwable caught, int siteId, int line) {
        if (Gate.open() && Part.HANDLERS.on) {
            try {
                Handlers.thrown(thrown, caught, siteId, line);
            } catch (Throwable fault) {
                Faults.in(Part.HANDLERS, fault);
            }
        }
    }
}
