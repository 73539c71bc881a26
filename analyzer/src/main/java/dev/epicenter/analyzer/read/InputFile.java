package dev.epicenter.analyzer.read;

import java.nio.file.Path;

/**
 * A file of chunks, uncompressed.
 *
 * @param name      how the user calls it
 * @param path      where its bytes are
 * @param temporary whether it was unpacked here and is to be deleted
 * @param origin    what it came with: its directory when the user gave that, else itself
 */
record InputFile(String name, Path path, boolean temporary, String origin) {}
