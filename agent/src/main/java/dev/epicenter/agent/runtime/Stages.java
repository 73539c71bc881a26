package dev.epicenter.agent.runtime;

import dev.epicenter.events.Words;
import java.util.concurrent.CompletableFuture;

/** Stages of a CompletableFuture. */
final class Stages {
    private Stages() {}

    /** What kind of task it is that an executor is given. */
    static String kindOf(Object work) {
        return work instanceof CompletableFuture.AsynchronousCompletionTask ? Words.KIND_STAGE : Words.KIND_POOL;
    }
}
