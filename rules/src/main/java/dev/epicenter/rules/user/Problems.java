package dev.epicenter.rules.user;

import static java.util.Comparator.comparing;

import dev.epicenter.rules.facts.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found wrong with a file so far. */
final class Problems {
    /** More help nobody. */
    private static final int MAX = 100;

    private static final int MAX_TEXT = 400;

    private final String file;
    private final Set<Problem> all = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Mark at, String text) {
        if (all.size() < MAX) {
            all.add(new Problem(file, at.line(), at.column(), Words.line(text, MAX_TEXT)));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** In the order of the file. */
    List<Problem> inOrder() {
        return all.stream()
                .sorted(comparing(Problem::line).thenComparing(Problem::column))
                .toList();
    }
}
