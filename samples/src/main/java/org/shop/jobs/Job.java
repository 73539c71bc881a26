package org.shop.jobs;

/** A job with the time it takes. */
record Job(String id, int millis) {}
