package org.shop.loyalty;

/** A purchase as the shop reports it, with the month it belongs to. */
record Purchase(String customer, String period, long cents) {}
