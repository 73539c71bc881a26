package com.acme.logparse;

/** Follows a log. */
final class LogTail implements Runnable {
    private static final String[] LINES = {
        "2026-03-01T10:15:30Z 200 17",
        "01/Mar/2026 200 12",
        "2026-03-01T10:15:31Z - 9",
        "    at com.example.Foo.bar(Foo.java:12)",
        "2026-03-01T10:15:32Z 404 3"
    };

    private final LineParser parser;
    private final LogStatistics statistics;
    private final long endNanos;

    LogTail(LineParser parser, LogStatistics statistics, long endNanos) {
        this.parser = parser;
        this.statistics = statistics;
        this.endNanos = endNanos;
    }

    @Override
    public void run() {
        for (int n = 0; System.nanoTime() < endNanos; n++) {
            try {
                statistics.count(parser.parse(LINES[n % LINES.length]));
            } catch (LineFormatException e) {
                statistics.skip();
            }
            try {
                Thread.sleep(55);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
