package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Somebody asked for the outcome of a failed task. */
@Name("epicenter.OutcomeFetched")
@Label("Outcome Fetched")
@Description("Somebody asked for the outcome of a failed task")
@Category({"Epicenter", "Tasks"})
@StackTrace(true)
public final class OutcomeFetchedEvent extends EpicenterEvent {
    @TaskId
    @Label("Task")
    @Description("The task")
    public long taskId;

    @FailureId
    @Label("Failure")
    @Description("What it ended with")
    public long failureId;

    @Label("Kind")
    @Description(
            "thread, virtual-thread, pool, delayed, periodic, fork-join, stage, timer, structured, request, shutdown-hook")
    public @Nullable String kind;

    @Label("How")
    @Description(
            "get; stage: a later stage handles it; inspection: by isCompletedExceptionally and the like; scope: by the scope it was forked in")
    public @Nullable String how;
}
