package dev.epicenter.agent.runtime;

/**
 * A way to make ids of 128 bits that sort by time and are unique across processes, of the form that the W3C's Trace Context wants: not
 * all zero. Any thread may ask at any time.
 */
public interface TraceIdSource {
    /**
     * Makes the next one.
     *
     * @param id gets its upper and its lower half; compared as unsigned numbers, upper half first, they ascend
     */
    void next(long[] id);
}
