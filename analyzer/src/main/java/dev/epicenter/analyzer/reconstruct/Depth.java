package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Site;

/** How deep below the application's code a failure was thrown. */
public final class Depth {
    /** Calls into a library after which a failure is its own affair. A judgement. */
    private static final int OWN = 4;

    private Depth() {}

    /**
     * Whether it was built deep in library code.
     *
     * @param site of its stack
     */
    public static boolean isLibrarys(Site site, Failure failure) {
        return of(site, failure) > OWN;
    }

    /**
     * Frames between the one that built it and the application's first, those of the JDK not counted; {@link Integer#MAX_VALUE} where there
     * is none of the application's.
     *
     * @param site of its stack
     */
    public static int of(Site site, Failure failure) {
        if (!site.inApp()) {
            return Integer.MAX_VALUE;
        }
        int own = failure.stack().frames().indexOf(site.frame());
        return (int) failure.stack().frames().stream()
                .limit(own)
                .filter(f -> !f.type().startsWith("java.") && !f.type().startsWith("jdk."))
                .count();
    }
}
