package dev.epicenter.analyzer.read;

import java.nio.file.Path;

/**
 * A file of chunks, uncompressed.
 *
 * @param name      how the user calls it
 * @param path      where its bytes are
 * @param temporary whether it was unpacked here and is to be deleted
 */
record ChunkFile(String name, Path path, boolean temporary) {}
