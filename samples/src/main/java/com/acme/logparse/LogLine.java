package com.acme.logparse;

import java.time.LocalDate;

/** A line that made sense. */
record LogLine(LocalDate day, int status, int millis) {}
