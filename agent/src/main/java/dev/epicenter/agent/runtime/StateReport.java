package dev.epicenter.agent.runtime;

import dev.epicenter.events.AgentStateEvent;

/** Says at the beginning and end of each chunk what the agent does, and reports the counters. */
final class StateReport implements Runnable {
    /** How long a chunk's end waits for what is still to be said about code. */
    private static final long CODE_NANOS = 300_000_000;

    static final StateReport INSTANCE = new StateReport();

    private StateReport() {}

    @Override
    public void run() {
        try {
            Ticker.report();
            CodeRequests.await(CODE_NANOS);
            CodeRequests.chunk++;
            AgentStateEvent event = new AgentStateEvent();
            Status.fill(event);
            event.commit();
        } catch (Throwable fault) {
            Faults.in(Part.CODE, fault);
        }
    }
}
