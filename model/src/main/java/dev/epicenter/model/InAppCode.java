package dev.epicenter.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Which classes count as the application's, by how their names start.
 *
 * @param prefixes starts of class names; an empty one stands for the unnamed package; with none at all, whatever is not the
 *                 JDK's counts
 * @param excluded starts of names that do not count, whatever {@code prefixes} says
 * @param origin   how they were found, in words; empty when nobody asked
 */
public record InAppCode(List<String> prefixes, List<String> excluded, String origin) {
    /** Not derived. */
    public static final InAppCode UNKNOWN = new InAppCode(List.of(), List.of(), "");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "netscape.");

    public InAppCode {
        prefixes = List.copyOf(prefixes);
        excluded = List.copyOf(excluded);
    }

    /** Whether it was derived at all. */
    public boolean known() {
        return !origin.isEmpty();
    }

    /** Whether a class is the application's; says nothing unless it is {@link #known()}. */
    public boolean contains(String type) {
        if (isJdk(type) || Names.isNative(type) || excluded.stream().anyMatch(type::startsWith)) {
            return false;
        }
        return prefixes.isEmpty()
                || prefixes.stream().anyMatch(p -> p.isEmpty() ? type.indexOf('.') < 0 : type.startsWith(p));
    }

    /** Whether a class is the JDK's or of an API that application servers provide. */
    public static boolean isJdk(String type) {
        for (String start : JDK) {
            if (type.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** The prefixes, those excluded, then how they were found, for people; empty when not known. */
    public List<String> described() {
        if (!known()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        prefixes.forEach(p -> lines.add(p.isEmpty() ? "(unnamed package)" : p + "*"));
        excluded.forEach(p -> lines.add("not " + p + "*"));
        lines.add(origin);
        return lines;
    }
}
