package com.acme.importer;

import java.time.LocalDate;

/** Turns a row into a delivery. */
final class RowMapper {
    Delivery map(String row) {
        String[] cells = row.split(";");
        return new Delivery(cells[0], DateGuesser.parse(cells[1]), deliveryDate(cells[2]));
    }

    private static LocalDate deliveryDate(String text) {
        return LocalDate.parse(text, DateGuesser.GERMAN);
    }
}
