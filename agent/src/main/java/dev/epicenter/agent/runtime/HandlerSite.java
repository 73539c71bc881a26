package dev.epicenter.agent.runtime;

import dev.epicenter.events.HandlerCountEvent;
import org.jspecify.annotations.Nullable;

/** A catch block that is watched. Holds names only, so that it keeps no class loader alive. */
public final class HandlerSite extends Counter {
    private static final int FIRST = 5;
    private static final int PER_SECOND = 2;

    private final String className;
    private final String methodName;
    private final String descriptor;
    private final String caughtTypes;
    private final int line;
    private final boolean passesOn;
    private int id;

    /** For what reaches it without having been recorded; what has been is recorded here as well. */
    final Budget budget = new Budget(FIRST, PER_SECOND);

    /** What its code does, null until that is known. */
    volatile @Nullable String disposition;
    /** Whether it ends what an interrupt asked for. Meaningless until {@link #disposition} is known. */
    volatile boolean swallowsInterrupt;
    /** An interrupt that it received before this was known: thread and failure. */
    volatile @Nullable PendingInterrupt pendingInterrupt;

    /**
     * A catch block.
     *
     * @param className   binary name
     * @param caughtTypes binary names, separated by semicolons; empty for finally
     * @param line        its first source line, 0 when not known
     * @param passesOn    whether it throws on whatever it receives, when it is done
     */
    public HandlerSite(
            String className, String methodName, String descriptor, String caughtTypes, int line, boolean passesOn) {
        this.className = className;
        this.methodName = methodName;
        this.descriptor = descriptor;
        this.caughtTypes = caughtTypes;
        this.line = line;
        this.passesOn = passesOn;
    }

    /** Its number, in woven code and events. */
    public int id() {
        return id;
    }

    void number(int number) {
        id = number;
    }

    public String className() {
        return className;
    }

    public String methodName() {
        return methodName;
    }

    public String descriptor() {
        return descriptor;
    }

    public String caughtTypes() {
        return caughtTypes;
    }

    public int line() {
        return line;
    }

    /** Whether it is a finally block that throws on whatever it receives: nobody was caught there, but it may throw another instead. */
    public boolean passesOn() {
        return passesOn;
    }

    /** What is known of it now that its code has been looked at. */
    public void described(String what, boolean endsInterrupt) {
        swallowsInterrupt = endsInterrupt;
        disposition = what;
        Interrupts.decided(this);
    }

    @Override
    void write(long count, long recorded, long total, long intervalNanos) {
        HandlerCountEvent event = new HandlerCountEvent();
        event.handlerSiteId = id;
        event.className = className;
        event.methodName = methodName;
        event.line = line;
        event.count = count;
        event.recorded = recorded;
        event.total = total;
        event.interval = intervalNanos;
        event.commit();
    }
}
