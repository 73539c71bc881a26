package dev.epicenter.agent.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A class of work: how much of it is recorded when it is handed over. */
final class SubmitSite {
    private static final int FIRST = 3;
    private static final int PER_SECOND = 2;
    private static final int FIRST_FAILURES = 5;
    private static final int FAILURES_PER_SECOND = 5;
    private static final int MOST = 4096;

    private static final ConcurrentHashMap<String, SubmitSite> SITES = new ConcurrentHashMap<>();
    private static final SubmitSite OTHER = new SubmitSite();

    private final Budget budget = new Budget(FIRST, PER_SECOND);
    private final Budget failures = new Budget(FIRST_FAILURES, FAILURES_PER_SECOND);
    private final LongAdder unrecorded = new LongAdder();

    private SubmitSite() {}

    static SubmitSite of(String workClass) {
        SubmitSite site = SITES.get(workClass);
        if (site != null) {
            return site;
        }
        if (SITES.size() >= MOST) {
            return OTHER;
        }
        SubmitSite added = new SubmitSite();
        SubmitSite other = SITES.putIfAbsent(workClass, added);
        return other == null ? added : other;
    }

    boolean admits() {
        if (budget.takeAny()) {
            return true;
        }
        unrecorded.increment();
        return false;
    }

    /** Whether the failure of such work is recorded although the throwable itself is not. */
    boolean admitsFailure() {
        return failures.takeAny();
    }

    /** Submissions that were not recorded since the last time this was asked. */
    long unrecorded() {
        return unrecorded.sumThenReset();
    }
}
