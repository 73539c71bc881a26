package dev.epicenter.analyzer.jfr;

/**
 * What a recording says of where a class came from; empty where it says nothing.
 *
 * @param module   name of its module, empty when unnamed
 * @param version  of the module, as {@code javac --module-version} and the JVM's own have one
 * @param location of the module, a URL such as {@code file:///opt/shop/stock-2.1.jar}
 * @param loader   class of its loader; empty of the JVM's own loaders, which load the class path, the module path and the JDK
 * @param named    what the loader is called, empty when it has no name
 */
public record ClassOrigin(String module, String version, String location, String loader, String named) {
    /** Nothing is recorded. */
    public static final ClassOrigin UNKNOWN = new ClassOrigin("", "", "", "", "");

    /** Of a module's class, loaded by one of the JVM's own loaders or by one that is not recorded. */
    public static ClassOrigin ofModule(String module, String version, String location) {
        return module.isEmpty() ? UNKNOWN : new ClassOrigin(module, version, location, "", "");
    }

    /** Whether it says more than which part of the JDK it is, or nothing. */
    public boolean isTelling() {
        return !isJdks(module) && !equals(UNKNOWN);
    }

    /** Whether a module is the JDK's, by its name; a runtime image can hold modules of the application, too. */
    public static boolean isJdks(String module) {
        return module.startsWith("java.") || module.startsWith("jdk.");
    }
}
