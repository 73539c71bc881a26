package dev.epicenter.analyzer.jfr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other chunks of the same JVM, or what is taken for it: first those that came before one that lacks something, the closest
 * first, then those that came after it. Read only when they are asked for.
 */
public interface OtherChunks {
    /** No such chunks. */
    OtherChunks NONE = new OtherChunks() {
        @Override
        public @Nullable ChunkSpan span(int index) {
            return null;
        }

        @Override
        public @Nullable Chunk get(int index) {
            return null;
        }
    };

    /**
     * Where one of them is.
     *
     * @return null when there are not so many
     */
    @Nullable
    ChunkSpan span(int index);

    /** Chunks of other JVMs, which may be of the same build and then tell what events look like; nothing else of them holds here. */
    default List<ChunkSpan> models() {
        return List.of();
    }

    /**
     * One of them, open.
     *
     * @return null when there are not so many that can be read
     */
    @Nullable
    Chunk get(int index);
}
