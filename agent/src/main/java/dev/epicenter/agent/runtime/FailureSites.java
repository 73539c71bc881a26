package dev.epicenter.agent.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All kinds of failure seen so far. Bounded: when there is no room for another one, its failures count as one of {@link #OTHER},
 * so that a program that builds new types for ever costs no more memory than any.
 */
final class FailureSites {
    private static final int SIZE = 8192;
    private static final int PROBES = 16;
    private static final AtomicReferenceArray<FailureSite> SITES = new AtomicReferenceArray<>(SIZE);

    /** Stands for all kinds that found no room. */
    static final FailureSite OTHER = new FailureSite(1, "(others)");

    private FailureSites() {}

    static FailureSite of(long key, Class<?> type) {
        int at = (int) key & SIZE - 1;
        for (int i = 0; i < PROBES; i++) {
            FailureSite site = SITES.get(at);
            if (site == null) {
                FailureSite added = new FailureSite(key, type.getName());
                if (SITES.compareAndSet(at, null, added)) {
                    return added;
                }
                site = SITES.get(at);
            }
            if (site.key == key) {
                return site;
            }
            at = at + 1 & SIZE - 1;
        }
        return OTHER;
    }

    static void report(long intervalNanos) {
        for (int i = 0; i < SIZE; i++) {
            FailureSite site = SITES.get(i);
            if (site != null) {
                site.report(intervalNanos);
            }
        }
        OTHER.report(intervalNanos);
    }

    /** Of those, how many were recorded. */
    static long totalRecorded() {
        long total = OTHER.totalRecorded();
        for (int i = 0; i < SIZE; i++) {
            FailureSite site = SITES.get(i);
            total += site == null ? 0 : site.totalRecorded();
        }
        return total;
    }

    /** Throwables constructed so far. */
    static long total() {
        long total = OTHER.total();
        for (int i = 0; i < SIZE; i++) {
            FailureSite site = SITES.get(i);
            total += site == null ? 0 : site.total();
        }
        return total;
    }
}
