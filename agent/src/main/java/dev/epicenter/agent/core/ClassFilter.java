package dev.epicenter.agent.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which classes are the application's, and so watched: what the options say, never the JDK, an agent or generated glue. */
final class ClassFilter {
    private static final String[] NEVER = {
        "dev/epicenter/agent/",
        "dev/epicenter/events/",
        "io/opentelemetry/javaagent/",
        "org/jacoco/agent/rt/",
        "java/",
        "sun/reflect/",
        "jdk/internal/",
        "com/sun/proxy/",
        "jdk/proxy",
    };

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassLoader own = ClassFilter.class.getClassLoader();
    private final List<String> include;
    private final List<String> exclude;

    /**
     * Filters by package.
     *
     * @param include internal names of packages and classes, all when empty
     * @param exclude internal names of packages and classes that are left out of these
     */
    ClassFilter(List<String> include, List<String> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /** Whether a class of the JDK's own loaders. */
    boolean isJdk(@Nullable ClassLoader loader) {
        return loader == null || loader == platform;
    }

    /** Whether its catch blocks are watched. */
    boolean isWatched(@Nullable ClassLoader loader, String internalName) {
        if (isJdk(loader) || loader == own || startsWithAny(NEVER, internalName)) {
            return false;
        }
        return (include.isEmpty() || startsWithAny(include, internalName)) && !startsWithAny(exclude, internalName);
    }

    private static boolean startsWithAny(String[] prefixes, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(List<String> prefixes, String name) {
        for (int i = 0; i < prefixes.size(); i++) {
            String prefix = prefixes.get(i);
            if (name.startsWith(prefix) && (name.length() == prefix.length() || isEnd(name.charAt(prefix.length())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnd(char next) {
        return next == '/' || next == '$';
    }
}
