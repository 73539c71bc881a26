package com.acme.importer;

import java.time.LocalDate;

/** One delivered article. */
record Delivery(String article, LocalDate ordered, LocalDate delivered) {}
