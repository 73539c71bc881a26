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
        if (type.startsWith("[") || type.equals("?")) {
            return true;
        }
        for (int dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
            boolean last = type.indexOf('.', dot + 1) < 0;
            if (type.regionMatches(true, dot, ".so.", 0, 4) || last && isLibrary(type.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLibrary(String ending) {
        return ending.equalsIgnoreCase(".so")
                || ending.equalsIgnoreCase(".dll")
                || ending.equalsIgnoreCase(".dylib")
                || ending.equalsIgnoreCase(".jnilib");
    }
}
