package dev.epicenter.agent.runtime;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Public methods of classes that the bootstrap loader cannot see, by reflection. Kept with the class that an object is of, so that no loader is kept
 * alive.
 */
final class Members extends ClassValue<ConcurrentHashMap<String, Object>> {
    private static final Members ALL = new Members();
    private static final Object NONE = new Object();

    private Members() {}

    @Override
    protected ConcurrentHashMap<String, Object> computeValue(Class<?> type) {
        return new ConcurrentHashMap<>();
    }

    /** Calls it; null when there is no such method, or it throws. */
    static @Nullable Object call(@Nullable Object object, String method, Object... arguments) {
        if (object == null) {
            return null;
        }
        try {
            Method found = find(object.getClass(), method, arguments.length);
            return found == null ? null : found.invoke(object, arguments);
        } catch (Throwable theirs) {
            return null;
        }
    }

    /** The same for a static method. */
    static @Nullable Object callStatic(Class<?> type, String method, Object... arguments) {
        try {
            Method found = find(type, method, arguments.length);
            return found == null ? null : found.invoke(null, arguments);
        } catch (Throwable theirs) {
            return null;
        }
    }

    private static @Nullable Method find(Class<?> type, String name, int parameters) {
        ConcurrentHashMap<String, Object> known = ALL.get(type);
        String key = name + '/' + parameters;
        Object found = known.get(key);
        if (found == null) {
            found = search(type, name, parameters);
            known.put(key, found == null ? NONE : found);
        }
        return found instanceof Method ? (Method) found : null;
    }

    /** In public classes and interfaces that may be used from outside, since that of the object often may not. */
    private static @Nullable Method search(Class<?> type, String name, int parameters) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Method found = in(each, name, parameters);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method in(Class<?> type, String name, int parameters) {
        if (Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Members.class.getModule())) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == parameters
                        && Modifier.isPublic(method.getModifiers())
                        && !method.isBridge()) {
                    return method;
                }
            }
        }
        for (Class<?> each : type.getInterfaces()) {
            Method found = in(each, name, parameters);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
