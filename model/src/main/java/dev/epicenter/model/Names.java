package dev.epicenter.model;

/** How binary class names are cut for people. */
public final class Names {
    private Names() {}

    /** Class name without its package; {@code Outer$Inner} stays together. */
    public static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Package of a class, empty for the unnamed one. */
    public static String packageOf(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : type.substring(0, dot);
    }
}
