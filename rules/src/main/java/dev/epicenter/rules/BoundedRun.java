package dev.epicenter.rules;

import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code that may never end, or end badly, one piece after the other on a thread of its own. A piece that takes too long is
 * interrupted; if it does not heed that, its thread is left behind (a daemon, since Java can't stop it) and the next piece
 * gets a new one.
 */
final class BoundedRun implements AutoCloseable {
    private final String name;
    private ExecutorService thread;

    BoundedRun(String name) {
        this.name = name;
        this.thread = newThread();
    }

    private ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What the work gave.
     *
     * @throws FailedException when it threw or took longer than {@code limit}
     */
    <T> T call(Callable<T> work, Duration limit) throws FailedException {
        Future<T> outcome = thread.submit(work);
        try {
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.shutdownNow();
            thread = newThread();
            throw new FailedException("took longer than " + Words.duration(limit));
        } catch (ExecutionException e) {
            throw new FailedException("threw " + where(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
            throw new FailedException("was interrupted");
        }
    }

    private static String where(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length == 0 ? thrown.toString() : thrown + " at " + stack[0];
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** The work did not come to its end; the message tells, to follow "the rule". */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }
}
