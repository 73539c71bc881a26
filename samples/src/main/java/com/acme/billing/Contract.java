package com.acme.billing;

/** A customer's contract; invoices are due on the given day of the month. */
record Contract(String id, int dueDay) {}
