package dev.epicenter.analyzer.jfr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks near another one, opened when they are asked for. */
public final class NearChunks implements OtherChunks, AutoCloseable {
    private final List<ChunkSpan> spans;
    private final MetadataCache types;
    private final List<Chunk> opened = new ArrayList<>();
    private int tried;

    /**
     * @param spans the closest first
     */
    public NearChunks(List<ChunkSpan> spans, MetadataCache types) {
        this.spans = List.copyOf(spans);
        this.types = types;
    }

    @Override
    public @Nullable ChunkSpan span(int index) {
        return index < spans.size() ? spans.get(index) : null;
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
