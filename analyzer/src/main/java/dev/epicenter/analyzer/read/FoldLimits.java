package dev.epicenter.analyzer.read;

/**
 * How many failures are kept one by one. The numbers are judgements: enough for a chain's links, few enough for any heap. Three times
 * as many {@code others} led to the same incidents, with the same roots, in storms of {@code benchmarks/}; all that comes after costs in proportion.
 *
 * @param first      kept from the start of each series
 * @param latest     kept from the end of each series
 * @param perSeries  kept of one series, {@code latest} not counted
 * @param sure       from the start of each series, those whose context counts more than {@code perSeries}
 * @param perSeriesSure kept of one series when it is such context: a frequent failure may be the cause of many rare ones
 * @param series     series told apart by their whole stack; beyond, by type and top frame
 * @param others     failures kept besides the first of each series, over all
 * @param batch      throw events held before they are folded
 * @param context    earlier throws of the same thread kept with a first one
 * @param contextNanos how long before
 * @param before     throws of one series kept for the sake of another one that came later, the closest of each not counted
 * @param after      throws of one series kept for the sake of another one that came earlier
 * @param wakeUpNanos how long after a first one another thread may wrap it
 * @param carry      throws remembered from the batch before
 */
record FoldLimits(
        int first,
        int latest,
        int perSeries,
        int sure,
        int perSeriesSure,
        int series,
        int others,
        int batch,
        int context,
        long contextNanos,
        int before,
        int after,
        long wakeUpNanos,
        int carry) {
    static final FoldLimits DEFAULT =
            new FoldLimits(16, 4, 60, 2, 1_000, 45_000, 4_000, 1 << 20, 8, 2_000_000_000L, 8, 4, 100_000_000L, 4_096);
}
