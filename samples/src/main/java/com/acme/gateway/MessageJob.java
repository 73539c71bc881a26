package com.acme.gateway;

/** Reads one message. */
final class MessageJob implements Runnable {
    private final String message;

    MessageJob(String message) {
        this.message = message;
    }

    @Override
    public void run() {
        String body = body();
        try {
            Integer.parseInt(body);
        } catch (NumberFormatException e) {
            // A ping is no number.
            Thread.onSpinWait();
        }
    }

    private String body() {
        int bar = message.indexOf('|');
        String version = message.substring(0, bar);
        if (!version.equals("v2")) {
            throw new UnsupportedHeaderException("header " + version + " of message " + message.substring(bar + 1));
        }
        return message.substring(bar + 1);
    }
}
