package dev.epicenter.benchmarks.generator;

import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;

/** What a recording is like. */
enum Profile {
    /** Nearly every request fails: a service whose partner is down, seen with every exception recorded. */
    STORM(0.95) {
        @Override
        void configure(Recording recording) {
            // The JDK's own profile is all a storm needs.
        }
    },
    /**
     * A service at work, some of whose requests fail. Thresholds are off and samples are frequent, so that a minute
     * here leaves the events of a longer time elsewhere.
     */
    MIXED(0.1) {
        @Override
        void configure(Recording recording) {
            for (String event : WITH_THRESHOLD) {
                recording.enable(event).withStackTrace().withoutThreshold();
            }
            for (String event : ALLOCATIONS) {
                recording.enable(event).withStackTrace();
            }
            recording.enable("jdk.ExecutionSample").withPeriod(SAMPLING_PERIOD);
        }
    };

    private static final List<String> WITH_THRESHOLD = List.of(
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.JavaMonitorEnter",
            "jdk.JavaMonitorWait",
            "jdk.ThreadPark");
    private static final List<String> ALLOCATIONS =
            List.of("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB");
    private static final Duration SAMPLING_PERIOD = Duration.ofMillis(1);

    private final double failureShare;

    Profile(double failureShare) {
        this.failureShare = failureShare;
    }

    /** Sets what differs from the JDK's settings "profile". */
    abstract void configure(Recording recording);

    /** Share of requests that fail, from 0 to 1. */
    double failureShare() {
        return failureShare;
    }
}
