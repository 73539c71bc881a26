package com.acme.orders;

/** What a customer asked for. */
record Order(String sku, int quantity, int discountPercent) {}
