package dev.epicenter.analyzer.crash;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log's date and time, such as {@code Sat Nov 21 13:40:02 2026 CET}: {@code os::print_date_and_time} writes the C library's
 * {@code asctime} and the zone's abbreviation.
 *
 * @param at   when, to the second
 * @param note what is doubtful about it
 */
record ClockText(Optional<Instant> at, Optional<String> note) {
    private static final Pattern TEXT = Pattern.compile(
            "^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2})\\s+([0-9]{1,2}) ([0-9]{1,2}:[0-9]{2}:[0-9]{2}) ([0-9]{4})\\s*(.{0,60})$");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("MMM d H:mm:ss yyyy", Locale.ROOT);

    /** Abbreviations that mean one zone only; CST, IST and others mean several. Hours from UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("UCT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("CET", 1),
            Map.entry("CEST", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7),
            Map.entry("JST", 9),
            Map.entry("KST", 9),
            Map.entry("AEST", 10),
            Map.entry("AEDT", 11),
            Map.entry("Coordinated Universal Time", 0),
            Map.entry("W. Europe Standard Time", 1),
            Map.entry("W. Europe Daylight Time", 2),
            Map.entry("Central Europe Standard Time", 1),
            Map.entry("Central Europe Daylight Time", 2),
            Map.entry("Eastern Standard Time", -5),
            Map.entry("Eastern Daylight Time", -4),
            Map.entry("Pacific Standard Time", -8),
            Map.entry("Pacific Daylight Time", -7));

    static ClockText parse(String time, String zone) {
        Matcher matcher = TEXT.matcher(time);
        if (!matcher.matches()) {
            return new ClockText(Optional.empty(), Optional.empty());
        }
        try {
            LocalDateTime local = LocalDateTime.parse(
                    matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3) + " " + matcher.group(4),
                    FORMAT);
            String name = matcher.group(5).isBlank() ? zone : matcher.group(5).strip();
            Integer hours = ZONES.get(name);
            Optional<String> doubt = hours != null
                    ? Optional.empty()
                    : Optional.of((name.isEmpty()
                                    ? "The log gives its time without a zone"
                                    : "The log gives its time in the zone \"" + name + "\", which has several meanings")
                            + ": taken as UTC, it may be off by hours");
            return new ClockText(Optional.of(local.toInstant(ZoneOffset.ofHours(hours == null ? 0 : hours))), doubt);
        } catch (DateTimeException e) {
            return new ClockText(Optional.empty(), Optional.empty());
        }
    }
}
