package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The watched catch blocks by number. Numbers are not used again, also when the class of a block has been unloaded; a chunk whose
 * blocks are all gone is.
 */
public final class HandlerSites {
    private static final int CHUNK_BITS = 8;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** Null where there is no chunk, or no block. */
    private static volatile HandlerSite[][] chunks = new HandlerSite[64][];

    private static int next = 1;

    private HandlerSites() {}

    /** Gives it a number. */
    public static synchronized int add(HandlerSite site) {
        int id = next++;
        site.number(id);
        int chunk = id >>> CHUNK_BITS;
        HandlerSite[][] table = chunks;
        if (chunk == table.length) {
            table = java.util.Arrays.copyOf(table, chunk * 2);
        }
        HandlerSite[] sites = table[chunk];
        if (sites == null) {
            sites = new HandlerSite[CHUNK];
            table[chunk] = sites;
        }
        sites[id & CHUNK - 1] = site;
        chunks = table;
        return id;
    }

    /** The block of that number, null when its class is gone. */
    public static @Nullable HandlerSite get(int id) {
        HandlerSite[] sites = chunks[id >>> CHUNK_BITS];
        return sites == null ? null : sites[id & CHUNK - 1];
    }

    /** Forgets a block whose class is gone. */
    public static synchronized void remove(HandlerSite site) {
        HandlerSite[] sites = chunks[site.id() >>> CHUNK_BITS];
        if (sites == null) {
            return;
        }
        sites[site.id() & CHUNK - 1] = null;
        for (HandlerSite other : sites) {
            if (other != null) {
                return;
            }
        }
        if (site.id() >>> CHUNK_BITS != next - 1 >>> CHUNK_BITS) {
            chunks[site.id() >>> CHUNK_BITS] = null;
        }
    }

    static void report(long intervalNanos) {
        for (HandlerSite[] sites : chunks) {
            if (sites != null) {
                for (HandlerSite site : sites) {
                    if (site != null) {
                        site.report(intervalNanos);
                    }
                }
            }
        }
    }

    /** How many are watched, and how often they ran. */
    static synchronized long[] sums() {
        long[] sums = new long[2];
        for (HandlerSite[] sites : chunks) {
            if (sites != null) {
                for (HandlerSite site : sites) {
                    if (site != null) {
                        sums[0]++;
                        sums[1] += site.total();
                    }
                }
            }
        }
        return sums;
    }
}
