package dev.epicenter.agent.runtime;

import dev.epicenter.events.EpicenterEvent;
import dev.epicenter.events.TaskFailedEvent;
import dev.epicenter.events.Words;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Stages of a CompletableFuture. A failed stage has its throwable in a result object that the JDK makes for it; stages that pass it on
 * have the same object, or another one with a CompletionException around. That object is what an {@link Outcome} is kept by: while it lives,
 * somebody can still ask for it. It is known from its making, before any other thread can see it.
 */
final class Stages {
    private static final String JDK_FUNCTIONS = "java.util.concurrent.CompletableFuture$";
    private static final String JDK_INTERNAL = "jdk.internal.";
    private static final int WRAPPERS = 16;

    /** The class of the JDK's result objects, null until one has been seen. */
    private static volatile @Nullable Class<?> resultClass;

    private Stages() {}

    /** What kind of task it is that an executor is given. */
    static String kindOf(Object work) {
        return work instanceof CompletableFuture.AsynchronousCompletionTask ? Words.KIND_STAGE : Words.KIND_POOL;
    }

    /** What kind of task a ForkJoinTask is. */
    static String forkJoinKindOf(Object task) {
        return task instanceof CompletableFuture.AsynchronousCompletionTask ? Words.KIND_STAGE : Words.KIND_FORK_JOIN;
    }

    /** Whether it is the result of a stage that failed, of one seen to be made. */
    static boolean isFailed(@Nullable Object result) {
        return result != null && result.getClass() == resultClass;
    }

    /** Not so the functions by which the JDK cancels timeouts. */
    static boolean isInterested(@Nullable Object function) {
        return function == null
                || function.getClass().getClassLoader() != null
                || !function.getClass().getName().startsWith(JDK_FUNCTIONS);
    }

    static void created(Object work, Object future, @Nullable Object function, ThreadState thread) {
        if (thread.busy) {
            return;
        }
        Task task = Tasks.created(work, function == null ? work : function, Words.KIND_STAGE, thread);
        Tasks.alias(task, future);
    }

    static void completing(Object future, Throwable thrown, @Nullable Object result, ThreadState thread) {
        Throwable root = root(thrown);
        if (thread.busy || root instanceof CancellationException || !isAdmitted(root, future)) {
            return;
        }
        begin(future, isFailed(result) ? result : null, thread);
    }

    static void relaying(Object future, @Nullable Object result, ThreadState thread) {
        if (!thread.busy && result != null && Outcomes.find(result) != null) {
            begin(future, result, thread);
        }
    }

    private static void begin(Object future, @Nullable Object result, ThreadState thread) {
        thread.stage = stage(future, thread);
        thread.passedOn = result == null ? null : Outcomes.find(result);
        thread.lastOutcome = null;
    }

    private static boolean isAdmitted(Throwable root, Object future) {
        if (Failures.find(root) != null) {
            return true;
        }
        Task known = Tasks.find(future);
        return SubmitSite.of(known == null ? Words.KIND_STAGE : known.workClass).admitsFailure();
    }

    private static Task stage(Object future, ThreadState thread) {
        Task known = Tasks.find(future);
        return known != null ? known : Tasks.created(future, future, Words.KIND_STAGE, thread);
    }

    static void resultMade(Object result, Throwable thrown, ThreadState thread) {
        resultClass = result.getClass();
        Throwable root = root(thrown);
        if (thread.busy || root instanceof CancellationException) {
            return;
        }
        Task stage = thread.stage;
        FailureRef failure = Failures.find(root);
        if (failure == null && stage == null && !SubmitSite.of(Words.KIND_STAGE).admitsFailure()) {
            return;
        }
        thread.busy = true;
        try {
            failure = Failures.seen(root, Words.ORIGIN_OUTCOME, thread);
            thread.lastOutcome = Outcomes.add(
                    result,
                    stage == null ? 0 : stage.id,
                    failure,
                    Words.KIND_STAGE,
                    stage == null ? "" : stage.workClass,
                    failure.outcome());
        } finally {
            thread.busy = false;
        }
    }

    static void completed(boolean done, Object future, ThreadState thread) {
        Task stage = thread.stage;
        Outcome passedOn = thread.passedOn;
        Outcome made = thread.lastOutcome;
        if (stage == null || thread.busy) {
            return;
        }
        thread.stage = null;
        thread.passedOn = null;
        thread.lastOutcome = null;
        Outcome outcome = made != null ? made : passedOn;
        if (!done && made != null) {
            Outcomes.discard(made);
        } else if (done && outcome != null) {
            failed(stage, future, outcome, passedOn == null ? 0 : passedOn.taskId, thread);
        }
    }

    static void made(Object future, @Nullable Object result, ThreadState thread) {
        Outcome outcome = result == null || thread.busy ? null : Outcomes.find(result);
        if (outcome == null) {
            return;
        }
        Task stage = stage(future, thread);
        if (stage.over) {
            return;
        }
        long source = outcome.taskId;
        if (source == 0) {
            outcome.taskId = stage.id;
            outcome.workClass = stage.workClass;
        }
        failed(stage, future, outcome, source, thread);
    }

    private static void failed(Task stage, Object future, Outcome outcome, long source, ThreadState thread) {
        stage.over = true;
        stage.failureId = outcome.failureId;
        if (stage.workClass.startsWith(JDK_INTERNAL)) {
            // The JDK's client of HTTP alone passes each failure on through a dozen stages.
            return;
        }
        thread.busy = true;
        try {
            Tasks.describe(stage);
            TaskFailedEvent event = new TaskFailedEvent();
            event.taskId = stage.id;
            event.failureId = outcome.failureId;
            event.kind = stage.kind;
            event.workClass = stage.workClass;
            event.queueTime = EpicenterEvent.UNKNOWN_SPAN;
            event.runTime = Tasks.runTime(stage);
            event.sourceTaskId = source;
            event.dependants = dependants(future);
            Context.fill(event, thread);
            event.commit();
        } finally {
            thread.busy = false;
        }
    }

    /** Only if that calls nothing of the application. */
    private static int dependants(Object future) {
        return future.getClass() == CompletableFuture.class
                ? ((CompletableFuture<?>) future).getNumberOfDependents()
                : -1;
    }

    static void given(Throwable thrown) {
        FailureRef failure = Failures.find(root(thrown));
        Outcome.Shared shared = failure == null ? null : failure.sharedOutcome;
        if (shared != null && failure != null) {
            Outcomes.fetched(shared, failure.id, Words.KIND_STAGE, Words.FETCHED_BY_STAGE);
        }
    }

    /** What stages and futures put wrappers around. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int i = 0;
                i < WRAPPERS && (root instanceof CompletionException || root instanceof ExecutionException);
                i++) {
            Throwable cause = Failures.cause(root);
            if (cause == null) {
                break;
            }
            root = cause;
        }
        return root;
    }
}
