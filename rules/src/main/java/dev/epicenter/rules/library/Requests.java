package dev.epicenter.rules.library;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Task;
import dev.epicenter.model.TaskKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which request a task works for. */
final class Requests {
    private Requests() {}

    /** The request that a task goes back to, itself if it is one; empty when none is among those that submitted it. */
    static Optional<Task> of(Analysis analysis, Task task) {
        Set<Integer> seen = new HashSet<>();
        Optional<Task> at = Optional.of(task);
        while (at.isPresent() && seen.add(at.get().id())) {
            if (at.get().kind() == TaskKind.REQUEST) {
                return at;
            }
            at = at.get().parent().map(p -> analysis.tasks().get(p));
        }
        return Optional.empty();
    }
}
