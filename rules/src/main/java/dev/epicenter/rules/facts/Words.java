package dev.epicenter.rules.facts;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Names;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Numbers and names as the findings write them, the same on every machine. Texts are plain: who renders them escapes. */
public final class Words {
    /** Characters of a message that a summary shows. */
    private static final int MESSAGE = 120;

    private Words() {}

    /** {@code 12,345}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code once}, {@code twice}, {@code 12 times}. */
    public static String times(long n) {
        return n == 1 ? "once" : n == 2 ? "twice" : count(n) + " times";
    }

    /** {@code 1 task}, {@code 12 tasks}. */
    public static String plural(long n, String one) {
        return count(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** {@code 12%}; {@code under 1%}; never {@code 100%} when something is missing. */
    public static String share(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 1) {
            return "under 1%";
        }
        return (percent < 100 ? Math.min(99, Math.round(percent)) : 100) + "%";
    }

    /** {@code 350 ms}, {@code 1.2 s}, {@code 4 min 5 s}, {@code 2 h 10 min}. */
    public static String duration(Duration d) {
        long millis = d.toMillis();
        if (millis < 1) {
            return "under 1 ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (millis < 3_600_000) {
            return d.toMinutes() + " min " + d.toSecondsPart() + " s";
        }
        return d.toHours() + " h " + d.toMinutesPart() + " min";
    }

    /** {@code 512 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1 << 20) {
            return count(bytes / 1024) + " KB";
        }
        return count(bytes >> 20) + " MB";
    }

    /** {@code 12.5/s}, {@code 1,250/s}. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    /** Message in quotes, on one line, cut; empty when there is none. */
    public static String message(Failure failure) {
        return failure.message().map(m -> " \"" + line(m, MESSAGE) + "\"").orElse("");
    }

    /** A text of the recording on one line, cut. */
    public static String line(String text, int max) {
        String line =
                text.replaceAll("\\p{Cntrl}|\\s", " ").replaceAll(" {2,}", " ").strip();
        return line.length() <= max ? line : line.substring(0, max) + "…";
    }

    /** Class name without package; a condition in words. */
    public static String type(String type) {
        return Condition.of(type).map(Words::condition).orElseGet(() -> Names.simple(type));
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY -> "exhausted memory";
            case STACK_OVERFLOW -> "stack overflow";
            case DEADLOCK -> "deadlock";
            case GC_PAUSE -> "long pause";
            case HANG -> "hang";
            case CRASH -> "crash of the virtual machine";
            case EXIT -> "exit";
            case KILLED -> "kill from outside";
            case TERMINATED -> "stop from outside";
            case WORK_LOST -> "loss of work under way";
            case THREAD_DEATH -> "death of a thread";
            case TASK_STOPPED -> "end of a periodic task";
        };
    }

    /** {@code a, b and c}; after {@code max} items {@code and 5 more}. */
    public static String list(List<String> items, int max) {
        if (items.size() <= 1) {
            return String.join("", items);
        }
        boolean all = items.size() <= max;
        List<String> head = items.subList(0, all ? items.size() - 1 : max);
        String tail = all ? items.get(items.size() - 1) : count(items.size() - max) + " more";
        return String.join(", ", head) + " and " + tail;
    }

    /** Name of a thread with {@code #} for its numbers: threads of one pool have the same. */
    public static String threadGroup(String thread) {
        return thread.replaceAll("\\d+", "#");
    }

    /** Texts that are not empty, one space between. */
    public static String sentences(String... parts) {
        return String.join(" ", Stream.of(parts).filter(p -> !p.isEmpty()).toList());
    }
}
