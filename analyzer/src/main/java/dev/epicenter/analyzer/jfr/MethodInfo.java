package dev.epicenter.analyzer.jfr;

/**
 * A method as a recording names it; empty where a name is not recorded.
 *
 * @param type       binary name of its class
 * @param descriptor JVM method descriptor
 * @param module     name of its class's module
 * @param hash       of all of these
 */
public record MethodInfo(String type, String name, String descriptor, String module, long hash) {
    /** A method of which nothing is recorded. */
    public static final MethodInfo UNKNOWN = of("", "", "", "");

    /** With the hash that belongs to it. */
    public static MethodInfo of(String type, String name, String descriptor, String module) {
        long hash = Hash.mix(Hash.mix(Hash.mix(Hash.of(type), Hash.of(name)), Hash.of(descriptor)), Hash.of(module));
        return new MethodInfo(type, name, descriptor, module, hash);
    }
}
