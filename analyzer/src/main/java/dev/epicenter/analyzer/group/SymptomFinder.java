package dev.epicenter.analyzer.group;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.SymptomKind;
import java.util.List;
import java.util.Optional;

/** What users saw of a chain, going by how it ends. */
final class SymptomFinder {
    private SymptomFinder() {}

    static Symptom of(List<Failure> path, List<Link> links, TaskOutcomes outcomes) {
        Failure last = path.get(path.size() - 1);
        Failure thrown = last;
        for (int i = path.size() - 1; i >= 0 && thrown.isCondition(); i--) {
            thrown = path.get(i);
        }
        Optional<Condition> condition = Condition.of(last.type());
        if (condition.isPresent()) {
            Failure shown = thrown.isCondition() ? last : thrown;
            return new Symptom(
                    kind(condition.get(), path), shown.id(), last.message().orElse(""));
        }
        if (last.type().equals("java.lang.OutOfMemoryError")) {
            return new Symptom(SymptomKind.OOM, last.id(), last.message().orElse(""));
        }
        Failure seen = isOnlyAdded(links) ? path.get(path.size() - 2) : last;
        return outcomes.lost(path).orElseGet(() -> thrown(seen, links, outcomes.fetched(path)));
    }

    /** Whether the last was only added to the suppressed of the one before, which is the one that went on. */
    private static boolean isOnlyAdded(List<Link> links) {
        return !links.isEmpty()
                && links.get(links.size() - 1).evidence().stream()
                        .anyMatch(e -> e.name().equals("added-to-suppressed"));
    }

    private static SymptomKind kind(Condition condition, List<Failure> path) {
        boolean memory = path.stream()
                .anyMatch(f -> f.type().equals(Condition.OUT_OF_MEMORY.typeName())
                        || f.type().equals("java.lang.OutOfMemoryError"));
        if (memory) {
            return SymptomKind.OOM;
        }
        return switch (condition) {
            case OUT_OF_MEMORY -> SymptomKind.OOM;
            case STACK_OVERFLOW, THREAD_DEATH -> SymptomKind.THREAD_DIED;
            case DEADLOCK -> SymptomKind.DEADLOCK;
            case GC_PAUSE, HANG -> SymptomKind.HANG;
            case CRASH -> SymptomKind.CRASH;
            case EXIT -> SymptomKind.EXIT;
            case KILLED, TERMINATED -> SymptomKind.KILLED;
            case WORK_LOST -> SymptomKind.TASK_LOST;
            case TASK_STOPPED -> SymptomKind.TASK_LOST;
        };
    }

    private static Symptom thrown(Failure last, List<Link> links, boolean fetched) {
        boolean waited = links.stream().anyMatch(l -> l.to() == last.id() && l.relation() == Relation.ASYNC);
        if (waited) {
            return new Symptom(
                    SymptomKind.REQUEST_FAILED,
                    last.id(),
                    "Thread " + last.thread().display() + ", which waited for the result, got "
                            + Names.simple(last.type()));
        }
        boolean unread = last.type().equals("java.util.concurrent.CompletionException");
        boolean task = !fetched && (!links.isEmpty() ? unread : unread || keptByTask(last));
        if (task) {
            return new Symptom(
                    SymptomKind.TASK_LOST,
                    last.id(),
                    "A task in thread " + last.thread().display()
                            + " failed, and nothing recorded shows that anyone learnt of it");
        }
        return new Symptom(
                SymptomKind.REQUEST_FAILED,
                last.id(),
                Names.simple(last.type())
                        + last.stack().top().map(f -> " at " + f.shortDisplay()).orElse("") + " in thread "
                        + last.thread().display());
    }

    /** Whether a runner that keeps a task's exception for whoever asks is on the stack. */
    static boolean keptByTask(Failure failure) {
        return failure.stack().passes("java.util.concurrent.FutureTask", "run");
    }
}
