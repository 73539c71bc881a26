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

    /** Whether it names native code, in the place of a class: a library's file name, or a part of the virtual machine in brackets. */
    public static boolean isNative(String type) {
        String lower = type.toLowerCase(java.util.Locale.ROOT);
        return lower.endsWith(".so")
                || lower.contains(".so.")
                || lower.endsWith(".dll")
                || lower.endsWith(".dylib")
                || lower.endsWith(".jnilib")
                || lower.startsWith("[")
                || lower.equals("?");
    }
}
