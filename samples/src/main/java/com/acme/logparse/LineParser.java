package com.acme.logparse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Parses lines of two formats. */
final class LineParser {
    private static final DateTimeFormatter COMMON = DateTimeFormatter.ofPattern("dd/MMM/uuuu", Locale.ENGLISH);

    LogLine parse(String line) throws LineFormatException {
        String[] cells = line.split(" ");
        try {
            return new LogLine(day(cells[0]), status(cells[1]), Integer.parseInt(cells[2]));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new LineFormatException("not a log line: " + line, e);
        }
    }

    private static LocalDate day(String text) {
        try {
            return OffsetDateTime.parse(text).toLocalDate();
        } catch (DateTimeException e) {
            return LocalDate.parse(text, COMMON);
        }
    }

    private static int status(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
