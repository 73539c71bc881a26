package dev.epicenter.analyzer.jfr;

import org.jspecify.annotations.Nullable;

/**
 * Where a chunk's types are described.
 *
 * @param own    position of the chunk's own metadata event, -1 when it has none that can be read
 * @param lender a chunk whose types are taken instead, and before the chunk's own where both have one; null when none is needed
 */
record TypesPlace(long own, @Nullable ChunkSpan lender) {}
