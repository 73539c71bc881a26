package dev.epicenter.agent.runtime;

import dev.epicenter.events.FailureSiteEvent;

/** A kind of failure: its type, where it is built, and the same of its cause. */
final class FailureSite extends Counter {
    /** What it is told from others by; also its number in events. */
    final long key;

    final Budget budget = new Budget(Settings.first, Settings.perSecond);
    private final String type;

    FailureSite(long key, String type) {
        this.key = key;
        this.type = type;
    }

    @Override
    void write(long count, long recorded, long total, long intervalNanos) {
        FailureSiteEvent event = new FailureSiteEvent();
        event.siteId = key;
        event.thrownClass = type;
        event.count = count;
        event.recorded = recorded;
        event.total = total;
        event.interval = intervalNanos;
        event.commit();
    }
}
