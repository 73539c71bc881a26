package dev.epicenter.analyzer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkBytesTest {
    /** More than is ever held whole; the file has no blocks on disk. */
    private static final long SIZE = 80L << 20;

    /** Else each event of a large chunk costs two windows: one to look at what follows it, one to decode it. */
    @Test
    void whoLooksAheadAndStepsBackGoesOnInOneWindow(@TempDir Path folder) throws IOException {
        try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("large.jfr").toFile(), "rw");
                FileChannel channel = file.getChannel()) {
            file.setLength(SIZE);
            ChunkBytes bytes = ChunkBytes.of(channel, 0, SIZE, new byte[0]).withWindow(ChunkBytes.SMALL_WINDOW);
            bytes.index(0, 18);
            long event = ChunkBytes.SMALL_WINDOW - 10;
            bytes.index(event + 40, 18);
            bytes.index(event, 40);
            long window = bytes.position(0);

            for (int i = 1; i < 100; i++) {
                bytes.index(event + 40 * (i + 1), 18);
                bytes.index(event + 40 * i, 40);
            }

            assertThat(bytes.position(0)).isEqualTo(window);
        }
    }
}
