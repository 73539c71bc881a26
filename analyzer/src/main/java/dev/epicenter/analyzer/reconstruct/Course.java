package dev.epicenter.analyzer.reconstruct;

/**
 * How one kind of failure lies in the recording's time, as far as that tells whether it matters.
 *
 * @param usual     the JVM's weather, see {@link Background}
 * @param breaksOut was not there while its work went well, and then kept coming until the end
 * @param lasts     still came at the end: nobody had mended it
 * @param passes    came in blips and was over before the end
 * @param recurs    comes all the time, as far as so few tell
 */
public record Course(boolean usual, boolean breaksOut, boolean lasts, boolean passes, boolean recurs) {
    Course unusual() {
        return new Course(false, breaksOut, lasts, passes, recurs);
    }
}
