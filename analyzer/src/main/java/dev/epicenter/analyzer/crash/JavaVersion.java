package dev.epicenter.analyzer.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JDK's version as numbers: feature, interim, update, patch. JDK 8's {@code 1.8.0_292} is 8.0.292.
 *
 * @param parts at least one
 */
record JavaVersion(List<Integer> parts) implements Comparable<JavaVersion> {
    JavaVersion {
        parts = List.copyOf(parts);
    }

    static Optional<JavaVersion> of(String text) {
        List<Integer> parts = new ArrayList<>();
        for (String part : text.split("[._u]")) {
            if (!part.matches("[0-9]{1,6}")) {
                return Optional.empty();
            }
            parts.add(Integer.parseInt(part));
        }
        boolean old = parts.size() > 1 && parts.get(0) == 1;
        return Optional.of(new JavaVersion(old ? parts.subList(1, parts.size()) : parts));
    }

    int feature() {
        return parts.get(0);
    }

    @Override
    public int compareTo(JavaVersion other) {
        int length = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < length; i++) {
            int order = Integer.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int part(int i) {
        return i < parts.size() ? parts.get(i) : 0;
    }
}
