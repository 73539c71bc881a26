package dev.epicenter.benchmarks.generator;

import com.acme.settlement.EndOfDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The one failure that matters in a recording, and the page that says what a good analysis must find. */
final class Needle {
    private static final String CALLER_THREAD = "end-of-day";
    private static final List<String> CHAIN = List.of(
            "com.acme.ledger.LedgerCorruptException",
            "com.acme.ledger.LedgerWriteException",
            "com.acme.settlement.SettlementException",
            "java.util.concurrent.ExecutionException",
            "java.lang.IllegalStateException");

    private final Instant planted;

    private Needle(Instant planted) {
        this.planted = planted;
    }

    /** Lets the failure happen, and waits for the thread that dies of it. */
    static Needle plant() throws InterruptedException {
        Instant planted = Instant.now();
        Thread thread = new Thread(new EndOfDay(), CALLER_THREAD);
        thread.setUncaughtExceptionHandler((dead, failure) -> {});
        thread.start();
        thread.join();
        return new Needle(planted);
    }

    /** Writes the truth next to the recording, as properties. */
    void write(Path file) throws IOException {
        Files.writeString(
                file,
                """
                # The failure planted in the recording of the same name. Chain: from the root cause to the symptom.
                root.type=%s
                root.thread=%s
                root.time=%s
                symptom.kind=thread-died
                symptom.thread=%s
                chain=%s
                """
                        .formatted(
                                CHAIN.get(0), EndOfDay.WRITER_THREAD, planted, CALLER_THREAD, String.join(",", CHAIN)));
    }
}
