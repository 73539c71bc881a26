package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ChunkSpan;
import dev.epicenter.model.DataLoss.Damage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a chunk.
 *
 * @param digest null when nothing of it could be read
 * @param damage what could not be read
 * @param onClose frees what the digest needs until it has been put together with others
 */
record ChunkReading(@Nullable ChunkDigest digest, List<Damage> damage, Runnable onClose) implements AutoCloseable {
    static ChunkReading of(ChunkDigest digest) {
        return new ChunkReading(digest, List.of(), () -> {});
    }

    static ChunkReading failed(ChunkSpan span, String what) {
        return new ChunkReading(null, List.of(damage(span, what)), () -> {});
    }

    static ChunkReading damaged(ChunkDigest digest, ChunkSpan span, String what) {
        return new ChunkReading(digest, List.of(damage(span, what)), () -> {});
    }

    private static Damage damage(ChunkSpan span, String what) {
        return new Damage(span.name(), span.offset(), span.extent(), what);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
