package dev.epicenter.events;

/** The values of fields that come from a fixed set. A reader must expect others: a newer agent may know more. */
public final class Words {
    /** Values of {@link FailureEvent#origin}: where the agent first saw the throwable. */
    public static final String ORIGIN_CONSTRUCTED = "constructed";

    public static final String ORIGIN_HANDLER = "handler";
    public static final String ORIGIN_CAUSE = "cause";
    public static final String ORIGIN_SUPPRESSED = "suppressed";
    public static final String ORIGIN_OUTCOME = "outcome";
    public static final String ORIGIN_UNCAUGHT = "uncaught";

    /** Values of {@code kind} in the task events. */
    public static final String KIND_THREAD = "thread";

    public static final String KIND_VIRTUAL_THREAD = "virtual-thread";
    public static final String KIND_POOL = "pool";
    public static final String KIND_DELAYED = "delayed";
    public static final String KIND_PERIODIC = "periodic";
    public static final String KIND_FORK_JOIN = "fork-join";
    public static final String KIND_STAGE = "stage";
    public static final String KIND_TIMER = "timer";
    public static final String KIND_STRUCTURED = "structured";
    public static final String KIND_REQUEST = "request";
    public static final String KIND_SHUTDOWN_HOOK = "shutdown-hook";

    /** Values of {@link TaskRunEvent#outcome}. */
    public static final String OUTCOME_COMPLETED = "completed";

    public static final String OUTCOME_FAILED = "failed";
    public static final String OUTCOME_CANCELLED = "cancelled";

    /** Values of {@link HandlerSiteEvent#kind}. */
    public static final String HANDLER_CATCH = "catch";

    public static final String HANDLER_FINALLY = "finally";

    /** Values of {@code disposition}, the most telling of what a handler {@linkplain HandlerSiteEvent#does does}. */
    public static final String DISPOSITION_HANDLED = "handled";

    public static final String DISPOSITION_LOGGED = "logged";
    public static final String DISPOSITION_WRAPPED = "wrapped";
    public static final String DISPOSITION_RETHROWN = "rethrown";
    public static final String DISPOSITION_SWALLOWED = "swallowed";
    public static final String DISPOSITION_UNKNOWN = "unknown";

    /** The catch block has no code. */
    public static final String DOES_EMPTY = "empty";
    /** It has code, which does not touch the throwable, and goes on. */
    public static final String DOES_IGNORE = "ignores";
    /** It throws the throwable again, always or sometimes. */
    public static final String DOES_RETHROW = "rethrows";
    /** It throws another that carries the throwable as its cause. */
    public static final String DOES_WRAP = "wraps";
    /** It throws another that does not carry the throwable: the cause is lost. */
    public static final String DOES_THROW_OTHER = "throws-other";
    /** It hands the throwable to a logger. */
    public static final String DOES_LOG = "logs";
    /** It logs, but not the throwable: at most its message. */
    public static final String DOES_LOG_MESSAGE = "logs-message";
    /** {@code printStackTrace}, or the throwable goes to a stream. */
    public static final String DOES_PRINT = "prints";
    /** It hands the throwable to a method that is none of the others. */
    public static final String DOES_PASS = "passes";
    /** It puts the throwable into a field or an array. */
    public static final String DOES_STORE = "stores";
    /** It calls methods of the throwable, such as {@code getMessage}. */
    public static final String DOES_INSPECT = "inspects";
    /** It returns the throwable. */
    public static final String DOES_RETURN = "returns";
    /** It adds the throwable to the suppressed of another, or another to its suppressed. */
    public static final String DOES_SUPPRESS = "suppresses";
    /** It completes a future with the throwable. */
    public static final String DOES_COMPLETE = "completes-future";
    /** It sets the thread's interrupt status again. */
    public static final String DOES_RESTORE_INTERRUPT = "restores-interrupt";
    /** It ends the process. */
    public static final String DOES_EXIT = "exits";
    /** It goes back into the code that it covers, as in a loop of attempts. */
    public static final String DOES_RETRY = "retries";
    /** It goes on after the block on some path; without this one it never does. */
    public static final String DOES_CONTINUE = "continues";
    /** It waits: {@code sleep}, {@code await} and the like. */
    public static final String DOES_WAIT = "waits";

    /** Values of {@link OutcomeFetchedEvent#how}. */
    public static final String FETCHED_BY_GET = "get";

    public static final String FETCHED_BY_STAGE = "stage";
    public static final String FETCHED_BY_INSPECTION = "inspection";
    public static final String FETCHED_BY_SCOPE = "scope";

    /** Values of {@link InterruptObservedEvent#how}. */
    public static final String OBSERVED_BY_STATUS = "status";

    public static final String OBSERVED_BY_EXCEPTION = "exception";

    private Words() {}
}
