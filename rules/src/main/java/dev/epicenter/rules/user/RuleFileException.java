package dev.epicenter.rules.user;

import java.util.List;

/** Rule files that cannot be used as they are. */
public final class RuleFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    RuleFileException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    /** All of them, file by file, in the order of each file; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
