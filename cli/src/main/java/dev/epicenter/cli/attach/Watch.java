package dev.epicenter.cli.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Looks on while a JVM records, by reading along: how many failures there were, and whether the one that is waited for was among them. */
public final class Watch implements AutoCloseable {
    private static final String[] FAILURES = {"epicenter.Failure", "jdk.JavaExceptionThrow", "jdk.JavaErrorThrow"};
    private static final int SERVER_ERROR = 500;

    private final EventStream stream;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<@Nullable String> seen = new AtomicReference<>();

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
            watchForUnhandled();
        }
        stream.startAsync();
    }

    /** What nobody handles: a task's failure that somebody asks for may yet be, and is not among them. */
    private void watchForUnhandled() {
        stream.onEvent("epicenter.FailureUncaught", event -> saw("It failed: nobody caught " + what(event)));
        stream.onEvent(
                "epicenter.OutcomeLost", event -> saw("It failed: nobody asked for the outcome of " + work(event)));
        stream.onEvent("epicenter.TaskFailed", event -> {
            if (event.getBoolean("periodicStopped")) {
                saw("It failed: " + work(event) + " will not be repeated any more");
            }
        });
        stream.onEvent("epicenter.ServerRequest", event -> {
            int status = event.getInt("status");
            if (event.getLong("failureId") != 0 || status >= SERVER_ERROR) {
                saw("It failed: a request was " + (status == 0 ? "not answered" : "answered with " + status));
            }
        });
    }

    private Consumer<RecordedEvent> failure(boolean agent, Optional<Pattern> pattern) {
        return event -> {
            failures.incrementAndGet();
            if (pattern.isPresent()) {
                if (pattern.get().matcher(text(event)).find()) {
                    saw("What was waited for came: " + what(event));
                }
            } else if (!agent) {
                saw("Something was thrown: " + what(event));
            }
        };
    }

    private void saw(String what) {
        seen.compareAndSet(null, what);
    }

    /** Type, place and thread. Not the message, which may hold a secret. */
    private static String what(RecordedEvent event) {
        String type = type(event);
        RecordedStackTrace stack = event.getStackTrace();
        String place = stack == null
                ? ""
                : stack.getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .filter(method -> isPlace(method, type))
                        .findFirst()
                        .map(method -> " at " + method.getType().getName() + "." + method.getName())
                        .orElse("");
        RecordedThread thread = event.getThread();
        String name = thread == null ? null : thread.getJavaName();
        return type + place + (name == null || name.isEmpty() ? "" : " in thread " + name);
    }

    /** Not the agent, nor the constructors that build a throwable. */
    private static boolean isPlace(RecordedMethod method, String type) {
        String in = method.getType().getName();
        return !in.startsWith("dev.epicenter.")
                && !in.equals("java.lang.EpicenterHooks")
                && !(method.getName().equals("<init>") && (in.startsWith("java.lang.") || in.equals(type)));
    }

    private static String work(RecordedEvent event) {
        return Objects.requireNonNullElse(event.getString("workClass"), "a task");
    }

    private static String type(RecordedEvent event) {
        RecordedClass type = event.getClass("thrownClass");
        return type == null ? "" : type.getName();
    }

    private static String text(RecordedEvent event) {
        return type(event) + ": " + Objects.requireNonNullElse(event.getString("message"), "");
    }

    /** Failures so far. */
    public long failures() {
        return failures.get();
    }

    /** What was waited for, once it was there: a sentence for people. */
    public Optional<String> seen() {
        return Optional.ofNullable(seen.get());
    }

    @Override
    public void close() {
        stream.close();
    }
}
