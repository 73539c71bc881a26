package com.acme.billing;

import java.net.URI;
import java.util.List;

/** Sends payment reminders; addresses that are none are skipped. */
final class ReminderMailer implements Runnable {
    private static final List<String> ADDRESSES = List.of("anna@example.org", "no address", "bert@", "see notes");
    private int sent;

    @Override
    public void run() {
        for (String address : ADDRESSES) {
            try {
                send(URI.create("mailto:" + address));
            } catch (IllegalArgumentException e) {
                sent += 0;
            }
        }
    }

    private void send(URI address) {
        if (address.getSchemeSpecificPart().contains("@")) {
            sent++;
        }
    }
}
