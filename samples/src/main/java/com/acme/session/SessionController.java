package com.acme.session;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers requests; every one touches its session. */
final class SessionController {
    private final SessionReplicator replicator;
    private final AtomicInteger ok = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    SessionController(SessionReplicator replicator) {
        this.replicator = replicator;
    }

    int request(String session, String language) {
        Locale locale = locale(language);
        try {
            replicator.replicate(session + "/" + locale + "/" + age("-" + session.length() + "d"));
            ok.incrementAndGet();
            return 200;
        } catch (IllegalStateException e) {
            failed.incrementAndGet();
            System.err.println("GET / 500 " + e.getMessage());
            return 500;
        }
    }

    String summary() {
        return "requests: " + ok + ", failed: " + failed;
    }

    private static Locale locale(String language) {
        try {
            return new Locale.Builder().setLanguageTag(language).build();
        } catch (IllformedLocaleException e) {
            return Locale.GERMAN;
        }
    }

    private static int age(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
