package dev.epicenter.analyzer.read;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the next chunk on another processor while the one before is put together with those before it. */
final class ReadAhead implements AutoCloseable {
    /** Two chunks of the usual 12 MB with what is made of them. */
    private static final long MEMORY = 160 << 20;

    private final Iterator<FoundChunk> chunks;
    private final Function<FoundChunk, ChunkReading> reader;
    private final @Nullable ExecutorService other;
    private @Nullable Future<ChunkReading> next;

    ReadAhead(List<FoundChunk> all, Function<FoundChunk, ChunkReading> reader) {
        this.chunks = all.iterator();
        this.reader = reader;
        Runtime machine = Runtime.getRuntime();
        boolean worth = all.size() > 1 && machine.availableProcessors() > 1 && machine.maxMemory() >= MEMORY;
        this.other = worth ? Executors.newSingleThreadExecutor(ReadAhead::thread) : null;
        start();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "epicenter-read");
        thread.setDaemon(true);
        return thread;
    }

    private void start() {
        next = null;
        if (other != null && chunks.hasNext()) {
            FoundChunk chunk = chunks.next();
            next = other.submit(() -> reader.apply(chunk));
        }
    }

    /** What came of the next chunk. */
    ChunkReading next() {
        if (next == null) {
            return reader.apply(chunks.next());
        }
        try {
            ChunkReading reading = next.get();
            start();
            return reading;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    @Override
    public void close() {
        if (other != null) {
            other.shutdownNow();
        }
    }
}
