package dev.epicenter.analyzer.read;

import dev.epicenter.model.Machine.PoolFigures;
import dev.epicenter.model.Names;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a pool of connections says of itself in the message of a failure. HikariCP, Druid, Tomcat's JDBC pool, Apache's HTTP client, the
 * driver of MongoDB and others end their complaints with such figures, each in its own words: a word and a number, again and again.
 */
final class PoolText {
    private static final Pattern FIGURE = Pattern.compile("\\b([A-Za-z]{2,20})(?: ?[=:] ?| )(\\d{1,7})\\b");
    private static final Set<String> HELD =
            Set.of("active", "busy", "leased", "used", "acquired", "allocated", "operations");
    private static final Set<String> WAITING = Set.of("waiting", "pending", "queued", "awaiting", "waiters");
    /** The later in the list the surer: a total can be of those that are open so far. */
    private static final List<String> SIZE =
            List.of("total", "size", "capacity", "of", "limit", "max", "maxactive", "maxtotal", "maxpoolsize");

    /** Characters of a name that a report can bear. */
    private static final int NAME = 60;
    /** Characters of a message that are looked at. */
    private static final int MESSAGE = 2_000;

    private PoolText() {}

    /** Whether failures of a class may complain of a pool, by its name. */
    static boolean isComplaint(String type) {
        return type.contains("onnection") || type.contains("Pool") || type.contains("Timeout");
    }

    /**
     * The figures, if a message tells of connections and has some.
     *
     * @param type of the failure
     */
    static Optional<PoolFigures> figures(String type, String told, Instant at) {
        String message = told.length() > MESSAGE ? told.substring(0, MESSAGE) : told;
        String lower = (type + " " + message).toLowerCase(Locale.ROOT);
        if (!lower.contains("connection") && !lower.contains("pool")) {
            return Optional.empty();
        }
        long held = -1;
        long waiting = -1;
        long size = 0;
        int sureness = -1;
        for (Matcher m = FIGURE.matcher(message); m.find(); ) {
            String word = m.group(1).toLowerCase(Locale.ROOT);
            long number = Long.parseLong(m.group(2));
            if (HELD.contains(word)) {
                held = Math.max(held, number);
            } else if (WAITING.contains(word)) {
                waiting = number;
            } else if (SIZE.indexOf(word) >= Math.max(0, sureness)) {
                sureness = SIZE.indexOf(word);
                size = number;
            }
        }
        return held < 0 || (waiting < 0 && size == 0)
                ? Optional.empty()
                : Optional.of(new PoolFigures(at, name(type, message), held, Math.max(0, waiting), size));
    }

    /** {@code HikariPool-1 - Connection is not available…}. */
    private static String name(String type, String message) {
        int dash = message.indexOf(" - ");
        String before = dash < 0
                ? ""
                : message.substring(message.lastIndexOf(": ", dash) + 1, dash).strip();
        return before.isEmpty() || before.length() > NAME ? "the pool of " + Names.simple(type) : before;
    }
}
