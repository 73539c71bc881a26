package org.shop.payment;

/** The gateway's certificate and its last day, in ISO form. */
record Certificate(String subject, String notAfter) {}
