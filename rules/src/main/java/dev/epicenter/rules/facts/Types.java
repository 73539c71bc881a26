package dev.epicenter.rules.facts;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a failure is, besides its own class. A recording holds no class hierarchy, but the constructors of the superclasses ran
 * and are on the stack; for the JDK's own classes the JDK that runs us knows.
 */
public final class Types {
    private static final Map<String, List<String>> OF_THE_JDK = new ConcurrentHashMap<>();

    /** What was answered last, since many ask about the same failure one after the other; any thread's will do. */
    private static volatile @Nullable Answer latest;

    private record Answer(String type, List<Frame> construction, List<String> all) {}

    private Types() {}

    /** Its class and superclasses below Throwable, as far as known, its own first. */
    public static List<String> of(Failure failure) {
        Answer known = latest;
        List<Frame> construction = failure.stack().construction();
        if (known == null || known.construction != construction || !known.type.equals(failure.type())) {
            known = new Answer(failure.type(), construction, List.copyOf(all(failure.type(), construction)));
            latest = known;
        }
        return known.all;
    }

    private static List<String> all(String own, List<Frame> constructors) {
        List<String> all = new ArrayList<>(List.of(own));
        for (int i = constructors.size() - 1; i >= 0; i--) {
            add(all, constructors.get(i).type());
        }
        if (all.size() == 1 || isOfTheJdk(all.get(all.size() - 1))) {
            ofTheJdk(all.get(all.size() - 1)).forEach(type -> add(all, type));
        }
        return all;
    }

    /** Whether it is one of these or of a subclass. */
    public static boolean isA(Failure failure, String... types) {
        List<String> all = of(failure);
        for (String type : types) {
            if (all.contains(type)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<String> all, String type) {
        if (!type.equals("java.lang.Throwable") && !all.contains(type)) {
            all.add(type);
        }
    }

    private static boolean isOfTheJdk(String type) {
        return type.startsWith("java.") || type.startsWith("javax.");
    }

    private static List<String> ofTheJdk(String type) {
        return isOfTheJdk(type) ? OF_THE_JDK.computeIfAbsent(type, Types::superclasses) : List.of();
    }

    /** By the class loader of the platform, which no recording can add to; nothing of the class is run. */
    private static List<String> superclasses(String type) {
        List<String> names = new ArrayList<>();
        try {
            Class<?> c = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            while (c != null && c != Throwable.class && c != Object.class) {
                names.add(c.getName());
                c = c.getSuperclass();
            }
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of();
        }
        return names;
    }
}
