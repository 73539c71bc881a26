package dev.epicenter.events;

import java.util.List;

/** All of the event classes, in the order in which docs/events.md describes them. */
public final class Contract {
    /** Settings for a recording that holds these events and the JDK's own that matter to failures; a resource of this module. */
    public static final String SETTINGS = "epicenter.jfc";

    private static final List<Class<? extends EpicenterEvent>> EVENTS = List.of(
            FailureEvent.class,
            MessageAttachedEvent.class,
            CauseAttachedEvent.class,
            SuppressedAttachedEvent.class,
            FailureHandledEvent.class,
            FailureRethrownEvent.class,
            FailureReplacedEvent.class,
            FailureUncaughtEvent.class,
            FailureSiteEvent.class,
            HandlerSiteEvent.class,
            HandlerCountEvent.class,
            MethodMapEvent.class,
            TaskEvent.class,
            TaskSubmittedEvent.class,
            TaskRunEvent.class,
            TaskFailedEvent.class,
            TaskCancelledEvent.class,
            CancelledTaskEndedEvent.class,
            TaskRejectedEvent.class,
            TaskAbandonedEvent.class,
            OutcomeFetchedEvent.class,
            OutcomeLostEvent.class,
            ExecutorShutdownEvent.class,
            InterruptRequestedEvent.class,
            InterruptObservedEvent.class,
            InterruptSwallowedEvent.class,
            ServerRequestEvent.class,
            ClientRequestEvent.class,
            ExitRequestedEvent.class,
            ShutdownHookStartedEvent.class,
            ShutdownHookEndedEvent.class,
            AgentStateEvent.class,
            AgentFaultEvent.class,
            ClassSkippedEvent.class);

    private Contract() {}

    /** The event classes; an event's name is that of its class in this package without "Event", behind {@code epicenter.}. */
    public static List<Class<? extends EpicenterEvent>> events() {
        return EVENTS;
    }
}
