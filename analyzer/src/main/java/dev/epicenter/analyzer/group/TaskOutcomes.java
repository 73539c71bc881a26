package dev.epicenter.analyzer.group;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the tasks that failures ended, as far as the agent saw. */
final class TaskOutcomes {
    private final Map<Integer, List<Task>> byFailure = new HashMap<>();

    TaskOutcomes(List<Task> tasks) {
        for (Task task : tasks) {
            task.failure().ifPresent(f -> byFailure
                    .computeIfAbsent(f, id -> new ArrayList<>())
                    .add(task));
        }
    }

    /** Whether somebody asked for the outcome of a task that the last failure of a path ended, or dealt with it. */
    boolean fetched(List<Failure> path) {
        return has(ender(path), Task.Fetch.FETCHED);
    }

    /** A stage that passes on a failure wraps it; the task ended by what is wrapped. */
    private static Failure ender(List<Failure> path) {
        Failure last = path.get(path.size() - 1);
        return path.size() > 1 && last.type().equals("java.util.concurrent.CompletionException")
                ? path.get(path.size() - 2)
                : last;
    }

    /** Whether nobody asked for the outcome of a task that the last failure of a path ended, and nobody can any more. */
    boolean neverFetched(List<Failure> path) {
        return has(ender(path), Task.Fetch.NEVER) && !fetched(path);
    }

    private boolean has(Failure failure, Task.Fetch fetch) {
        return byFailure.getOrDefault(failure.id(), List.of()).stream().anyMatch(t -> t.fetch() == fetch);
    }

    /** What users saw when a task ended by it and nobody asked. */
    Optional<Symptom> lost(List<Failure> path) {
        Failure failure = ender(path);
        if (has(failure, Task.Fetch.FETCHED)) {
            return Optional.empty();
        }
        return byFailure.getOrDefault(failure.id(), List.of()).stream()
                .filter(t -> t.fetch() == Task.Fetch.NEVER || t.fetch() == Task.Fetch.UNDECIDED)
                .findFirst()
                .map(task -> new Symptom(
                        SymptomKind.TASK_LOST,
                        path.get(path.size() - 1).id(),
                        "Task " + task.name() + " failed in thread "
                                + task.ranOn().orElse(failure.thread()).display()
                                + (task.fetch() == Task.Fetch.NEVER
                                        ? ", and nobody ever asked for its outcome"
                                        : ", and nobody had asked for its outcome when the recording ended")));
    }
}
