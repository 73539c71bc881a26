package dev.epicenter.analyzer.jmc;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps JMC from writing to standard error while it parses: what it has to say, we say ourselves. */
public final class JmcLog {
    /** Held, since the log manager would forget the level with the logger. */
    private static final Logger LOGGER = Logger.getLogger("org.openjdk.jmc");

    private final @Nullable Level before;

    private JmcLog() {
        before = LOGGER.getLevel();
        LOGGER.setLevel(Level.OFF);
    }

    /** Silences it. */
    public static JmcLog silence() {
        return new JmcLog();
    }

    /** Lets it speak again. */
    public void restore() {
        LOGGER.setLevel(before);
    }
}
