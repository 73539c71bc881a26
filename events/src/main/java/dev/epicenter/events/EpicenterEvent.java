package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What all events of the agent have in common. Fields are set by the agent and read by nobody but Flight Recorder.
 *
 * <p>Must not have a method with one parameter that returns a boolean: JDK 17 takes such a method of a superclass for a setting.
 */
@Category("Epicenter")
@StackTrace(false)
public abstract class EpicenterEvent extends Event {
    /** A time span that is not known, as Flight Recorder's own tools print it: "N/A". */
    public static final long UNKNOWN_SPAN = Long.MIN_VALUE;

    @TraceId
    @Label("Trace Id")
    @Description(
            "What the thread worked for: the same in every thread and process that took part; null when it worked for nothing known")
    public @Nullable String traceId;

    @TaskId
    @Label("Current Task")
    @Description("The innermost task that ran on the thread, 0 when none")
    public long currentTaskId;
}
