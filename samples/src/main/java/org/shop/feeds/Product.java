package org.shop.feeds;

/** An article with its price and size as the merchant typed them. */
record Product(String id, String price, String size) {}
