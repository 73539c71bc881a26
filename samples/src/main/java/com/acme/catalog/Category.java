package com.acme.catalog;

import java.util.Locale;

/** A category; it may be moved below another. */
final class Category {
    private final String name;
    private volatile Category parent;

    Category(String name, Category parent) {
        this.name = name;
        this.parent = parent;
    }

    void moveBelow(Category other) {
        parent = other;
    }

    /** Such as {@code sport > shoes > running}. */
    String path() {
        StringBuilder path = new StringBuilder();
        append(path);
        return path.toString();
    }

    private void append(StringBuilder path) {
        String shown = name.toLowerCase(Locale.ROOT).concat(" > ");
        if (parent != null) {
            parent.append(path);
        }
        path.append(shown);
    }
}
