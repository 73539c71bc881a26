package com.acme.importer;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Imports one file, all or nothing. */
final class FileImporter {
    private final RowMapper mapper = new RowMapper();

    List<Delivery> load(List<String> rows) throws ImportException {
        List<Delivery> deliveries = new ArrayList<>();
        try {
            for (String row : rows) {
                deliveries.add(mapper.map(row));
            }
        } catch (DateTimeException e) {
            throw new ImportException("import failed");
        }
        return deliveries;
    }
}
