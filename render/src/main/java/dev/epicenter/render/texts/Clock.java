package dev.epicenter.render.texts;

import dev.epicenter.model.Recording;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How the times of one recording are told, all in UTC: the time of day alone where it lies within one day, with the day where it
 * does not.
 *
 * @param start of the recording
 * @param end   of the recording
 */
public record Clock(Instant start, Instant end) {
    private static final DateTimeFormatter TIME = utc("HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY_TIME = utc("d MMM HH:mm:ss.SSS");
    private static final DateTimeFormatter SECONDS = utc("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = utc("HH:mm");
    private static final DateTimeFormatter DAY = utc("d MMM");
    private static final DateTimeFormatter DATE = utc("yyyy-MM-dd");
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Of a recording. */
    public static Clock of(Recording recording) {
        return new Clock(recording.start(), recording.end());
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Whether a time of day alone would be ambiguous. */
    public boolean severalDays() {
        return !day(start).equals(day(end));
    }

    /** To the millisecond: {@code 10:03:02.104}, or {@code 14 Nov 10:03:02.104}. */
    public String time(Instant at) {
        return (severalDays() || !day(at).equals(day(start)) ? DAY_TIME : TIME).format(at);
    }

    /** To the second, without the day: {@code 10:03:02}. */
    public String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /** A range: {@code 10:03:02.104 to 10:03:09.000}, or the one time. */
    public String range(Instant from, Instant to) {
        return from.equals(to) ? time(from) : time(from) + " to " + time(to);
    }

    /** The day or days: {@code 2026-11-14}, or {@code 2026-11-14 to 2026-11-16}. */
    public String days() {
        return DATE.format(start) + (severalDays() ? " to " + DATE.format(end) : "");
    }

    /** How long after the start: {@code +62.104 s}. */
    public String offset(Instant at) {
        return signed(Duration.between(start, at));
    }

    /** A time difference as it is read beside a time: {@code +0.25 ms}, {@code +62.104 s}, {@code +2 h 5 min}. */
    public static String signed(Duration difference) {
        String sign = difference.isNegative() ? "-" : "+";
        long millis = difference.abs().toMillis();
        if (millis < 10) {
            return sign + Units.plain(difference.abs().toNanos() / 10_000 / 100.0) + " ms";
        }
        if (millis < 1_000) {
            return sign + millis + " ms";
        }
        if (millis < 600_000) {
            return sign + String.format(Locale.ROOT, "%.3f", millis / 1_000.0).replaceAll("\\.?0+$", "") + " s";
        }
        return sign + Words.length(difference.abs());
    }

    /**
     * A tick of a time axis, as short as the step allows. The first one and the first of a day name the day where the recording
     * spans several.
     *
     * @param step distance of the ticks
     * @param from where the axis begins
     */
    public String tick(Instant at, Duration step, Instant from) {
        if (step.compareTo(A_DAY) >= 0) {
            return DAY.format(at);
        }
        DateTimeFormatter format = step.toMillis() < 1_000 ? TIME : step.toMillis() < 60_000 ? SECONDS : MINUTES;
        Instant before = at.minus(step);
        boolean first = before.isBefore(from) || !day(before).equals(day(at));
        return severalDays() && first ? DAY.format(at) + " " + format.format(at) : format.format(at);
    }
}
