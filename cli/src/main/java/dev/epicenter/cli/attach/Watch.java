package dev.epicenter.cli.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;

/** Looks on while a JVM records, by reading along: how many failures there were, and whether the one that is waited for was among them. */
public final class Watch implements AutoCloseable {
    private static final String[] FAILURES = {"epicenter.Failure", "jdk.JavaExceptionThrow", "jdk.JavaErrorThrow"};
    /** Failures that nobody has handled. */
    private static final String[] UNHANDLED = {"epicenter.FailureUncaught", "epicenter.TaskFailed"};

    private static final int SERVER_ERROR = 500;

    private final EventStream stream;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicBoolean seen = new AtomicBoolean();

    /**
     * Begins to look.
     *
     * @param repository where the JVM writes
     * @param from       events before that do not count
     * @param agent      whether the agent's events are there
     * @param pattern    of the failure waited for, found anywhere in {@code type: message}; without one it is any that nobody handled, and in a
     *                   recording of stock events, which cannot tell, any
     */
    public Watch(Path repository, Instant from, boolean agent, Optional<Pattern> pattern) throws AttachException {
        try {
            stream = EventStream.openRepository(repository);
        } catch (IOException e) {
            throw new AttachException("what the JVM records cannot be read while it does: " + e.getMessage(), e);
        }
        stream.setStartTime(from);
        stream.onError(e -> {});
        for (String type : FAILURES) {
            stream.onEvent(type, failure(agent, pattern));
        }
        if (pattern.isEmpty()) {
            for (String type : UNHANDLED) {
                stream.onEvent(type, event -> seen.set(true));
            }
            stream.onEvent("epicenter.ServerRequest", event -> {
                if (event.getLong("failureId") != 0 || event.getInt("status") >= SERVER_ERROR) {
                    seen.set(true);
                }
            });
        }
        stream.startAsync();
    }

    private Consumer<RecordedEvent> failure(boolean agent, Optional<Pattern> pattern) {
        return event -> {
            failures.incrementAndGet();
            if (pattern.isPresent() ? pattern.get().matcher(text(event)).find() : !agent) {
                seen.set(true);
            }
        };
    }

    private static String text(RecordedEvent event) {
        RecordedClass type = event.getClass("thrownClass");
        return (type == null ? "" : type.getName()) + ": " + Objects.requireNonNullElse(event.getString("message"), "");
    }

    /** Failures so far. */
    public long failures() {
        return failures.get();
    }

    /** Whether the one waited for was there. */
    public boolean seen() {
        return seen.get();
    }

    @Override
    public void close() {
        stream.close();
    }
}
