package dev.epicenter.agent.runtime;

import org.jspecify.annotations.Nullable;

/** The options as hooks need them: plain fields, written before anything is woven and not after. */
public final class Settings {
    /** How many of each kind are recorded in any case. */
    public static int first = 10;
    /** How many of each kind are recorded in a second after that. */
    public static int perSecond = 10;
    /** How many of all kinds together are recorded in a second, the first ones not counted. */
    public static int total = 500;
    /** What becomes of messages. */
    public static Messages messages = Messages.FULL;
    /** Whether outgoing requests get a {@code traceparent} header. */
    public static boolean propagate = true;
    /** Key under which the trace id is put into the logging context, null when it is not. */
    public static @Nullable String mdcKey;

    /** Writes the agent's own recording, null when there is none. */
    public static volatile @Nullable Runnable saveRecording;

    private Settings() {}
}
