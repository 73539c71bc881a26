package dev.epicenter.analyzer.group;

import dev.epicenter.analyzer.reconstruct.Reconstructed;
import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import java.util.List;

/** What to do first: where to look, then what kept the failure from being seen or contained. */
final class Remedies {
    /** Frames in which a wait shows what it is for. */
    private static final int CALLS = 12;

    private Remedies() {}

    static String of(Reconstructed reconstructed, Story story) {
        return reconstructed
                .crashOf(story.path())
                .map(crash -> crash.diagnoses().get(0).remedy())
                .orElseGet(() -> begin(reconstructed.graph(), story.root()) + " " + contain(story));
    }

    private static String begin(FailureGraph graph, Failure root) {
        if (root.isCondition()) {
            return Condition.of(root.type())
                    .map(condition -> switch (condition) {
                        case OUT_OF_MEMORY -> "Find what holds the memory: take a heap dump (-XX:+HeapDumpOnOutOfMemoryError) or look at the old-object samples.";
                        case DEADLOCK -> "Take the locks named here in one order everywhere, or use tryLock with a time limit.";
                        case GC_PAUSE -> "Shorten the pause first: look at heap size and what was allocated before it.";
                        case STACK_OVERFLOW -> "Find the recursion without an end.";
                        case EXIT -> "See who called System.exit, and why.";
                        case TERMINATED,
                                WORK_LOST -> "In a shutdown hook stop taking work, then wait for what is under way (ExecutorService.close, or shutdown and awaitTermination) for as long as whoever stops the process allows.";
                        case KILLED -> "Ask the kernel and the container's supervisor who killed it: journalctl -k | grep -i 'killed process', exit code 137, OOMKilled.";
                        case HANG -> unhang(root.stack());
                        case CRASH, THREAD_DEATH, TASK_STOPPED -> "See what happened just before.";
                    })
                    .orElse("See what happened just before.");
        }
        Site site = graph.seriesOf(root).site();
        return site.known()
                ? "Look at " + site.frame().display() + " first: it threw " + root.type() + "."
                : "Find out where " + root.type() + " is thrown: the recording holds no stack of it.";
    }

    private static String unhang(StackTrace waiting) {
        List<String> calls = waiting.frames().stream()
                .limit(CALLS)
                .filter(f -> f.type().startsWith("java.util.concurrent."))
                .map(Frame::method)
                .toList();
        if (calls.contains("get") || calls.contains("join")) {
            return "Run tasks that others wait for in a pool of their own, or compose them (CompletableFuture.thenCompose) instead of waiting in a pool's thread; wait with a time limit.";
        }
        if (calls.contains("put")) {
            return "See why nobody empties the queue: catch per item in the thread that does, report its end, and offer with a time limit.";
        }
        if (calls.contains("take") || calls.contains("acquire")) {
            return "Give back what was borrowed in finally or by try-with-resources, and borrow with a time limit.";
        }
        return "Look at what the thread that has the lock is doing: call nothing slow or foreign while holding it, release it in finally, and wait for it with a time limit (tryLock).";
    }

    private static String contain(Story story) {
        List<Relation> relations = story.links().stream().map(Link::relation).toList();
        if (story.endsIn().filter(c -> c == Condition.TASK_STOPPED).isPresent()) {
            return "Then catch inside the periodic task: an exception that leaves it cancels all further runs without a word.";
        }
        if (story.endsIn().filter(c -> c == Condition.WORK_LOST).isPresent()) {
            return "What was cut off has to be found and done again: make such work safe to repeat.";
        }
        if (story.endsIn().filter(c -> c == Condition.THREAD_DEATH).isPresent()) {
            return "Then see that the thread's work is taken over: set an UncaughtExceptionHandler that reports, and catch per item of work.";
        }
        if (relations.contains(Relation.CLASS_INIT)) {
            return "The class stays unusable until the JVM restarts: make its static initialiser safe, or move the work out of it.";
        }
        if (relations.contains(Relation.STATE)) {
            return "Then make the code that it cut short all or nothing: fail fast instead of going on half initialised, or restore the state in a finally block.";
        }
        if (relations.contains(Relation.RESOURCE)) {
            return "Then release what was acquired in a finally block or try-with-resources on the path that it took.";
        }
        if (relations.contains(Relation.PAUSED)) {
            return "The time-outs follow from the pause; do not raise them before the pause is understood.";
        }
        if (relations.contains(Relation.SUPPRESSED)) {
            return "What was thrown while it was handled hid it: guard the clean-up, use try-with-resources or addSuppressed.";
        }
        if (story.links().stream().anyMatch(l -> l.relation() == Relation.WRAP)) {
            return "Pass the caught exception on as the cause, so that the log names it next time.";
        }
        return switch (story.kind()) {
            case TASK_LOST -> "Then read the outcome of the task: get() or join() the future, or handle it with whenComplete.";
            case REQUEST_FAILED,
                    THREAD_DIED,
                    HANG,
                    DEADLOCK,
                    EXIT,
                    KILLED,
                    CRASH,
                    OOM -> "The rest of the path follows from it.";
        };
    }
}
