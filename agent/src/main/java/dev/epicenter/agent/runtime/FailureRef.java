package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** A throwable that is recorded, as long as it lives. Written by whoever handles it, which is one thread at a time. */
final class FailureRef extends Recent {
    /** Its kind, 0 when it was not seen constructed. */
    final long site;
    /** The recording for which it was recorded: a later one knows nothing of it. */
    final int recording = Ticker.recording;
    /** Type, for events that outlive it. */
    final String type;

    /** When it was seen built or thrown again, by {@link System#nanoTime}; 0 when not known. */
    long thrownAt;
    /** When a catch block received it last, in the same clock. */
    long handledAt;
    /** How many catch blocks have received it. */
    int handlings;
    /** How many others were recorded because this one was. */
    int followers;
    /** Whether it was looked at after its constructors had run. */
    boolean complete;

    @Nullable
    String message;

    /** What the stages that failed by it have in common, null when there are none. */
    Outcome.@Nullable Shared sharedOutcome;

    long causeId;

    FailureRef(Throwable throwable, long id, long site) {
        super(throwable, id);
        this.site = site;
        this.type = throwable.getClass().getName();
    }

    /** What the stages that failed by it have in common. */
    Outcome.Shared outcome() {
        Outcome.Shared known = sharedOutcome;
        if (known == null) {
            known = new Outcome.Shared();
            sharedOutcome = known;
        }
        return known;
    }
}
