package org.shop.feeds;

final class FeedFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FeedFormatException(String message) {
        super(message);
    }
}
