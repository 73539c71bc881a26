package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hooks by the class they go into, written down shortly. */
final class HookList {
    private final Map<String, List<Hook>> hooks = new HashMap<>();
    private Part part = Part.FAILURES;
    private String owner = "";

    /** What the hooks that follow are for, and which class they go into. */
    HookList in(Part of, String internalName) {
        part = of;
        owner = internalName;
        return this;
    }

    /** Before anything else in a method. */
    HookList entry(String method, String hook, String signature, String... arguments) {
        return add(method, Hook.Place.ENTRY, "", hook, signature, arguments);
    }

    /** Before each return. */
    HookList exit(String method, String hook, String signature, String... arguments) {
        return add(method, Hook.Place.EXIT, "", hook, signature, arguments);
    }

    /** Before each return of a constructor: puts what the hook gives into a field. */
    HookList put(String method, String field, String hook, String signature, String... arguments) {
        return add(method, Hook.Place.EXIT_PUT, field, hook, signature, arguments);
    }

    /** Before each return, and when it is left by an exception. */
    HookList always(String method, String hook) {
        return add(method, Hook.Place.EXIT_ALWAYS, "", hook, "OT", "this", "null");
    }

    HookList beforeCall(String method, String called, String hook, String signature, String... arguments) {
        return add(method, Hook.Place.BEFORE_CALL, called, hook, signature, arguments);
    }

    HookList afterCall(String method, String called, String hook, String signature, String... arguments) {
        return add(method, Hook.Place.AFTER_CALL, called, hook, signature, arguments);
    }

    /**
     * Adds a hook.
     *
     * @param method    name, with a descriptor where there are others of that name
     * @param signature what the hook takes: {@code O}, {@code T} and {@code S} for objects, throwables and strings, else descriptors
     */
    private HookList add(
            String method, Hook.Place place, String called, String hook, String signature, String... arguments) {
        int descriptor = method.indexOf('(');
        List<Hook> ofClass = hooks.get(owner);
        if (ofClass == null) {
            ofClass = new ArrayList<>();
            hooks.put(owner, ofClass);
        }
        ofClass.add(new Hook(
                part,
                descriptor < 0 ? method : method.substring(0, descriptor),
                descriptor < 0 ? null : method.substring(descriptor),
                place,
                called,
                hook,
                expanded(signature, place == Hook.Place.EXIT_PUT ? ")Ljava/lang/Object;" : ")V"),
                arguments));
        return this;
    }

    private static String expanded(String signature, String result) {
        StringBuilder full = new StringBuilder("(");
        for (int i = 0; i < signature.length(); i++) {
            char c = signature.charAt(i);
            if (c == 'L') {
                int end = signature.indexOf(';', i) + 1;
                full.append(signature, i, end);
                i = end - 1;
            } else {
                full.append(
                        c == 'O'
                                ? "Ljava/lang/Object;"
                                : c == 'T'
                                        ? "Ljava/lang/Throwable;"
                                        : c == 'S' ? "Ljava/lang/String;" : String.valueOf(c));
            }
        }
        return full.append(result).toString();
    }

    /** The hooks in a class, null when there are none. */
    @Nullable
    List<Hook> of(String internalName) {
        return hooks.get(internalName);
    }
}
