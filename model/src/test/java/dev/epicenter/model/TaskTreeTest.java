package dev.epicenter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTreeTest {
    private static final Instant START = Instant.parse("2026-11-14T10:00:00Z");

    private final List<Task> tasks = new ArrayList<>();

    /** A task from one second to another; one that ends at -1 has not ended. */
    private Task task(int parent, TaskKind kind, int from, int to, TaskOutcome outcome, Task.Fetch fetch) {
        Task task = new Task(
                tasks.size(),
                0,
                parent < 0 ? Optional.empty() : Optional.of(parent),
                kind,
                "com.acme.Work",
                Optional.empty(),
                Optional.empty(),
                Optional.of(START.plusSeconds(from)),
                Optional.of(START.plusSeconds(from)),
                to < 0 ? Optional.empty() : Optional.of(START.plusSeconds(to)),
                outcome,
                fetch,
                Optional.empty(),
                "",
                Certainty.OBSERVED);
        tasks.add(task);
        return task;
    }

    private Task request(int from, int to) {
        return task(-1, TaskKind.REQUEST, from, to, TaskOutcome.COMPLETED, Task.Fetch.UNKNOWN);
    }

    private Optional<TaskTree.Mark> mark(Task task) {
        return new TaskTree(tasks).mark(task);
    }

    @Test
    void ordersTasksByTheOneThatSubmittedThem() {
        Task request = request(0, 9);
        Task late = task(0, TaskKind.POOL, 5, 6, TaskOutcome.COMPLETED, Task.Fetch.FETCHED);
        Task early = task(0, TaskKind.POOL, 1, 2, TaskOutcome.COMPLETED, Task.Fetch.FETCHED);
        TaskTree tree = new TaskTree(tasks);
        assertThat(tree.roots()).containsExactly(request);
        assertThat(tree.children(request)).containsExactly(early, late);
        assertThat(tree.children(late)).isEmpty();
    }

    @Test
    void marksAFailureThatNobodyAskedFor() {
        request(0, 9);
        assertThat(mark(task(0, TaskKind.POOL, 1, 2, TaskOutcome.FAILED, Task.Fetch.NEVER)))
                .contains(TaskTree.Mark.LOST);
        assertThat(mark(task(0, TaskKind.POOL, 1, 2, TaskOutcome.FAILED, Task.Fetch.FETCHED)))
                .isEmpty();
    }

    @Test
    void marksACancelledChildThatNobodyAskedFor() {
        request(0, 9);
        assertThat(mark(task(0, TaskKind.STRUCTURED, 1, 2, TaskOutcome.CANCELLED, Task.Fetch.NEVER)))
                .contains(TaskTree.Mark.CANCELLED_UNHANDLED);
        assertThat(mark(task(-1, TaskKind.POOL, 1, 2, TaskOutcome.CANCELLED, Task.Fetch.NEVER)))
                .isEmpty();
    }

    @Test
    void marksWhatWentOnAfterItsParent() {
        request(0, 5);
        assertThat(mark(task(0, TaskKind.POOL, 1, 8, TaskOutcome.COMPLETED, Task.Fetch.UNKNOWN)))
                .contains(TaskTree.Mark.ORPHAN);
        assertThat(mark(task(0, TaskKind.POOL, 1, -1, TaskOutcome.UNFINISHED, Task.Fetch.UNDECIDED)))
                .contains(TaskTree.Mark.SUSPECTED_LEAK);
        assertThat(mark(task(0, TaskKind.POOL, 1, 4, TaskOutcome.COMPLETED, Task.Fetch.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void staysSilentOnWhatOutlivesItsParentByDesign() {
        task(-1, TaskKind.THREAD, 0, 1, TaskOutcome.COMPLETED, Task.Fetch.UNKNOWN);
        assertThat(mark(task(0, TaskKind.POOL, 1, 8, TaskOutcome.COMPLETED, Task.Fetch.UNKNOWN)))
                .as("started by main")
                .isEmpty();
        Task request = request(0, 5);
        assertThat(mark(task(request.id(), TaskKind.THREAD, 1, -1, TaskOutcome.UNFINISHED, Task.Fetch.UNKNOWN)))
                .as("worker of a pool")
                .isEmpty();
    }
}
