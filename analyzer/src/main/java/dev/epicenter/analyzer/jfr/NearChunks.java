package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks near another one, opened when they are asked for. */
public final class NearChunks implements OtherChunks, AutoCloseable {
    private final List<ChunkSpan> spans;
    private final List<ChunkSpan> models;
    private final MetadataCache types;
    private final List<Chunk> opened = new ArrayList<>();
    private int tried;

    /**
     * @param spans  those of the same JVM, the closest first
     * @param models those of others
     */
    public NearChunks(List<ChunkSpan> spans, List<ChunkSpan> models, MetadataCache types) {
        this.spans = List.copyOf(spans);
        this.models = List.copyOf(models);
        this.types = types;
    }

    @Override
    public @Nullable ChunkSpan span(int index) {
        return index < spans.size() ? spans.get(index) : null;
    }

    @Override
    public List<ChunkSpan> models() {
        return models;
    }

    @Override
    public @Nullable Chunk get(int index) {
        while (opened.size() <= index && tried < spans.size()) {
            try {
                opened.add(Chunk.open(spans.get(tried++), types, OtherChunks.NONE, new byte[0]));
            } catch (UnreadableChunkException | IOException e) {
                continue; // said when it is read itself
            }
        }
        return index < opened.size() ? opened.get(index) : null;
    }

    @Override
    public void close() {
        opened.forEach(Chunk::close);
    }
}
