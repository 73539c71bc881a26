package dev.epicenter.agent.core;

import static dev.epicenter.agent.core.Hook.Place.AFTER_CALL;
import static dev.epicenter.agent.core.Hook.Place.EXIT;

import dev.epicenter.agent.runtime.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the JDK that are instrumented, by internal name of their class. Names and descriptors are those of JDK 17 and
 * 25; one that a JDK lacks is reported as missing unless another of the same group stands in for it.
 */
final class JdkHooks {
    private final Map<String, List<Hook>> hooks = new HashMap<>();

    JdkHooks() {
        failures();
        uncaught();
    }

    /** The hooks in a class, null when there are none. */
    @Nullable
    List<Hook> in(String internalName) {
        return hooks.get(internalName);
    }

    Set<String> classes() {
        return hooks.keySet();
    }

    private void failures() {
        String throwable = "java/lang/Throwable";
        add(
                throwable,
                new Hook(
                        Part.FAILURES,
                        "<init>",
                        null,
                        EXIT,
                        "",
                        "FailureHooks.constructed",
                        "(Ljava/lang/Throwable;Ljava/lang/String;Ljava/lang/Throwable;Ljava/lang/Object;)V",
                        "this",
                        "detailMessage:Ljava/lang/String;",
                        "cause:Ljava/lang/Throwable;",
                        "backtrace:Ljava/lang/Object;"));
        add(
                throwable,
                new Hook(
                        Part.FAILURES,
                        "initCause",
                        null,
                        EXIT,
                        "",
                        "FailureHooks.causeSet",
                        "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V",
                        "this",
                        "0"));
        add(
                throwable,
                new Hook(
                        Part.FAILURES,
                        "addSuppressed",
                        null,
                        EXIT,
                        "",
                        "FailureHooks.suppressedAdded",
                        "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V",
                        "this",
                        "0"));
    }

    private void uncaught() {
        add(
                "java/lang/Thread",
                new Hook(
                        Part.FAILURES,
                        "dispatchUncaughtException",
                        "(Ljava/lang/Throwable;)V",
                        AFTER_CALL,
                        "getUncaughtExceptionHandler",
                        "ThreadHooks.uncaught",
                        "(Ljava/lang/Object;Ljava/lang/Throwable;)V",
                        "top",
                        "0"));
    }

    private void add(String owner, Hook hook) {
        List<Hook> ofClass = hooks.get(owner);
        if (ofClass == null) {
            ofClass = new ArrayList<>();
            hooks.put(owner, ofClass);
        }
        ofClass.add(hook);
    }
}
