package dev.epicenter.render.texts;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Site;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How people read times, numbers and the model's words. All times are UTC. */
public final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** After a dot and the like within a name, and where a word of a name in mixed case begins. */
    private static final Pattern WORD_ENDS = Pattern.compile("(?<=[./:$_])(?=[\\p{L}<])|(?<=[\\p{Ll}\\d])(?=\\p{Lu})");

    private Words() {}

    /** Time of day with milliseconds: {@code 10:03:02.104}. */
    public static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** Date and time of day: {@code 2026-11-14 10:03:02}. */
    public static String dateAndClock(Instant at) {
        return DATE_CLOCK.format(at);
    }

    /** A count with thousands marked. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A count and its noun: {@code 1 link}, {@code 3 links}. */
    public static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 || noun.endsWith("series") ? "" : "s");
    }

    /** A share in per cent, never rounded up to all of it or down to none. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 1) {
            return "< 1 %";
        }
        if (percent > 99 && percent < 100) {
            return "> 99 %";
        }
        return Math.round(percent) + " %";
    }

    /** A signed number of points in per cent. */
    public static String points(double points) {
        return String.format(Locale.ROOT, "%+d", Math.round(points * 100));
    }

    /** The two largest units: {@code 2 min 5 s}, {@code 64 ms}. */
    public static String length(Duration d) {
        long millis = d.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000 && millis % 1_000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        long seconds = d.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3_600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }

    /** A frame in short: {@code StockFile.quantity:88}; empty without one. */
    public static String shortFrame(Frame frame) {
        return frame.type().isEmpty() ? "" : frame.shortDisplay();
    }

    /** Where a failure was built, in full; says so when there is no stack. */
    public static String place(Site site) {
        return site.known() ? site.frame().display() : "no stack recorded";
    }

    /** Relation and how sure: {@code async, inferred 92 %}. */
    public static String relation(Link link) {
        return link.certainty() == Certainty.OBSERVED
                ? link.relation().id() + ", observed"
                : link.relation().id() + ", inferred " + percent(link.confidence());
    }

    /** What a relation means, for people who meet it first. */
    public static String meaning(Relation relation) {
        return switch (relation) {
            case CAUSE -> "carries it as its cause";
            case SUPPRESSED -> "was thrown in its wake and hides it";
            case RETHROW -> "is the same failure, thrown again";
            case WRAP -> "stands in for it";
            case ASYNC -> "brought it to another thread";
            case REMOTE -> "brought it to another process";
            case STATE -> "met the state it left behind";
            case CLASS_INIT -> "needed the class it made unusable";
            case RESOURCE -> "lacked what it had used up";
            case BLOCKED_BY -> "waited for what it held";
            case PAUSED -> "ran out of time while all threads stood still";
            case ENDED -> "ended by it";
        };
    }

    /** The symptom in words. */
    public static String symptom(SymptomKind kind) {
        return switch (kind) {
            case REQUEST_FAILED -> "Request failed";
            case TASK_LOST -> "Task lost";
            case THREAD_DIED -> "Thread died";
            case HANG -> "Hang";
            case DEADLOCK -> "Deadlock";
            case EXIT -> "Process ended itself";
            case KILLED -> "Process killed";
            case CRASH -> "Virtual machine crashed";
            case OOM -> "Out of memory";
        };
    }

    /** The verdict in words. */
    public static String verdict(Verdict verdict) {
        return switch (verdict) {
            case INCIDENT -> "Incident";
            case HEALTHY -> "Healthy";
            case INSUFFICIENT_DATA -> "Insufficient data";
        };
    }

    /** The message on one line, shortened; empty when there is none. */
    public static String message(Failure failure, int max) {
        return failure.message().map(m -> shorten(oneLine(m), max)).orElse("");
    }

    /** The text with a full stop, if it ends with none. */
    public static String sentence(String text) {
        return text.isEmpty() || ".!?:…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    /** The text on one line. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** At most {@code max} characters, the last one an ellipsis when something was cut. */
    public static String shorten(String text, int max) {
        return text.length() <= max ? text : text.substring(0, Math.max(0, max - 1)) + "…";
    }

    /** At most {@code max} characters, cut in the middle, where names differ least. */
    public static String shortenMiddle(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int head = (max - 1) / 2;
        return text.substring(0, head) + "…" + text.substring(text.length() - (max - 1 - head));
    }

    /** The text in the pieces between which a line may break: long names break where their words end. */
    public static List<String> breakable(String text) {
        return List.of(WORD_ENDS.split(text));
    }

    /** A series in short, for legends. */
    public static String title(FailureSeries series) {
        String name = dev.epicenter.model.Names.simple(series.type());
        return series.site().known() ? name + " at " + shortFrame(series.site().frame()) : name;
    }
}
