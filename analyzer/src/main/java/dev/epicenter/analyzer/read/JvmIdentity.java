package dev.epicenter.analyzer.read;

/**
 * Which JVM a chunk is of.
 *
 * @param start   in nanoseconds since the epoch
 * @param damaged whether something in the chunk is, which may be this
 */
record JvmIdentity(String pid, long start, boolean damaged) {
    /** Whether two chunks that lie together can be of one JVM: of one that is damaged, either number may be wrong. */
    boolean mayBe(JvmIdentity other) {
        boolean samePid = pid.equals(other.pid);
        boolean sameStart = start == other.start;
        return damaged || other.damaged ? samePid || sameStart : samePid && sameStart;
    }
}
