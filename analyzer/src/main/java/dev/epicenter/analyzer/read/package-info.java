/**
 * Stage 1: recordings to {@link RecordedEvents}, chunk by chunk, in memory bounded by a chunk and the failures kept. The
 * only package that sees JMC. Start at {@link RecordingReader}.
 */
@NullMarked
package dev.epicenter.analyzer.read;

import org.jspecify.annotations.NullMarked;
