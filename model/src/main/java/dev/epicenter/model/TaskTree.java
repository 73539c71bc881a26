package dev.epicenter.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Units of work by the one that submitted them, and what is wrong with how they ended. */
public final class TaskTree {
    /** What is wrong with a task's end. */
    public enum Mark {
        /** It failed, and nobody asked for its outcome. */
        LOST("lost"),
        /** It was cancelled, and nobody asked for its outcome: whoever needed it does not know. */
        CANCELLED_UNHANDLED("cancelled-unhandled"),
        /** It went on after the task that submitted it was over, and nobody waited for it. */
        ORPHAN("orphan"),
        /** The same, and it had not ended when the recording did. */
        SUSPECTED_LEAK("suspected-leak");

        private final String id;

        Mark(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }
    }

    /** Kinds that outlive their parent by design, or end with the process. */
    private static final Set<TaskKind> INDEPENDENT =
            Set.of(TaskKind.THREAD, TaskKind.PERIODIC, TaskKind.STAGE, TaskKind.REQUEST, TaskKind.SHUTDOWN_HOOK);
    /** Kinds whose end says nothing about the work they started: a main thread that has set everything up. */
    private static final Set<TaskKind> STARTERS = Set.of(TaskKind.THREAD, TaskKind.SHUTDOWN_HOOK);

    private static final Comparator<Task> BY_TIME = Comparator.comparing(
                    TaskTree::begin, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::id);

    private final List<Task> tasks;
    private final Map<Integer, List<Task>> byParent;

    /** @param tasks position is {@link Task#id()} */
    public TaskTree(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
        this.byParent = this.tasks.stream()
                .collect(Collectors.groupingBy(t -> t.parent().orElse(-1)));
        byParent.values().forEach(group -> group.sort(BY_TIME));
    }

    @SuppressWarnings("NullAway") // null stands for "not known" within the comparator alone
    private static Instant begin(Task task) {
        return task.submitted().or(task::started).orElse(null);
    }

    /** Tasks whose parent is not known, in time order. */
    public List<Task> roots() {
        return byParent.getOrDefault(-1, List.of());
    }

    /** Tasks that this one submitted, in time order. */
    public List<Task> children(Task task) {
        return byParent.getOrDefault(task.id(), List.of());
    }

    /** What is wrong with a task's end, the worst first; empty where nothing is, as far as known. */
    public Optional<Mark> mark(Task task) {
        boolean unasked = task.fetch() == Task.Fetch.NEVER || task.fetch() == Task.Fetch.UNDECIDED;
        if (task.outcome() == TaskOutcome.FAILED && task.fetch() == Task.Fetch.NEVER) {
            return Optional.of(Mark.LOST);
        }
        if (task.outcome() == TaskOutcome.CANCELLED && task.parent().isPresent() && unasked) {
            return Optional.of(Mark.CANCELLED_UNHANDLED);
        }
        if (!outlivedParent(task)) {
            return Optional.empty();
        }
        return Optional.of(task.outcome() == TaskOutcome.UNFINISHED ? Mark.SUSPECTED_LEAK : Mark.ORPHAN);
    }

    private boolean outlivedParent(Task task) {
        if (task.fetch() == Task.Fetch.FETCHED || INDEPENDENT.contains(task.kind())) {
            return false;
        }
        Optional<Task> parent = task.parent().map(tasks::get).filter(p -> !STARTERS.contains(p.kind()));
        Optional<Instant> parentEnd = parent.flatMap(Task::ended);
        if (parentEnd.isEmpty()) {
            return false;
        }
        return task.ended().isPresent()
                ? task.ended().get().isAfter(parentEnd.get())
                : task.outcome() == TaskOutcome.UNFINISHED;
    }
}
