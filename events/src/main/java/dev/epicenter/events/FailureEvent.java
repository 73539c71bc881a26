package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A throwable, when the agent first saw it. Its stack is the one it was built on if {@link #origin} says so. */
@Name("epicenter.Failure")
@Label("Failure")
@Description("A throwable, when the agent first saw it: as a rule when it is built")
@Category({"Epicenter", "Failures"})
@StackTrace(true)
public final class FailureEvent extends EpicenterEvent {
    @FailureId
    @Label("Failure")
    @Description("Its number; other events refer to it by this")
    public long failureId;

    @Label("Thrown Class")
    public @Nullable Class<?> thrownClass;

    @Label("Message")
    @Description(
            "What it was constructed with, as the option messages= has it: in full, as #hash, or null; 1024 characters at most; a MessageAttached event follows if getMessage() gives another")
    public @Nullable String message;

    @FailureId
    @Label("Cause")
    @Description("What getCause() gave at that time, 0 when nothing; a CauseAttached event may add it later")
    public long causeId;

    @Label("Origin")
    @Description("Where the agent first saw it: constructed, handler, cause, suppressed, outcome, uncaught")
    public @Nullable String origin;

    @FailureSiteId
    @Label("Failure Site")
    @Description("Its kind, by which it is counted; 0 when it was not seen constructed")
    public long siteId;

    @Label("Occurrence")
    @Description("Which one of its site this is, from 1; 0 when it was not seen constructed")
    public long occurrence;

    @Label("Stack Hash")
    @Description("The same for equal stacks within a process, 0 when the throwable has no stack")
    public long stackHash;

    @Label("Identity Hash")
    @Description("System.identityHashCode of it; not unique")
    public int identityHash;

    @Label("Suppressed")
    @Description("How many suppressed throwables it held at that time")
    public int suppressedCount;

    @Label("Built At")
    @Description(
            "Innermost frames of its own stack, one a line, when it was not seen constructed; the stack trace of this event is then that of the place where it was seen")
    public @Nullable String builtAt;

    @FailureId
    @Label("Handling")
    @Description(
            "What a catch or finally block of this thread had received last in the current task, 0 when nothing; it is replaced by this one if that block is on the stack")
    public long handlingFailureId;

    @HandlerSiteId
    @Label("Handling Site")
    @Description("The block that had received it, 0 when none")
    public long handlingSiteId;
}
